/** Longest filter pattern in UTF-16 code units. API; obs LS. */
export const MAX_PATTERN_LENGTH = 1024;

/** Regular expressions in one JSON or delimited pattern. obs AWS26. */
export const MAX_REGEXES_PER_PATTERN = 2;

/** Wildcards (`[*]` or `.*`) in one selector. obs AWS26. */
export const MAX_WILDCARDS_PER_SELECTOR = 1;

/** Wildcard selectors in one pattern. doc. */
export const MAX_WILDCARDS_PER_PATTERN = 3;

/** Messages in one TestMetricFilter call. API. */
export const MAX_TEST_MESSAGES = 50;

/** Filters with a regular expression in one log group, metric and subscription filters together. doc; obs AWS26. */
export const MAX_REGEX_FILTERS_PER_LOG_GROUP = 5;

/** Largest bound in `{n,m}`: that of RE2-like engines. inf. */
export const MAX_REGEX_REPEAT = 1000;

/** Positions a regular expression may have once its repeats are written out; keeps one search cheap. inf. */
export const MAX_REGEX_POSITIONS = 5000;

/** The exponent of a number literal is a signed 32-bit integer. obs AWS26 bad-json-huge-exp. */
export const MAX_EXPONENT = 2_147_483_647;
export const MIN_EXPONENT = -2_147_483_648;
