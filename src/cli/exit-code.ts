/** Exit codes are API: scripts and CI jobs branch on them. */
export const EXIT = {
  clean: 0,
  /** Something was found that the command exists to find, e.g. a refused pattern. */
  findings: 1,
  /** Wrong usage or configuration; a named file that does not exist is one. */
  usage: 2,
  /** Not everything could be looked at; what was printed is true but not whole. */
  incomplete: 3,
  /** A defect of Tocsin. */
  internal: 4,
  interrupted: 130,
} as const;
