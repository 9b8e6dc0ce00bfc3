import type { Certificate } from "../../proof/index.ts";

/**
 * A certificate in lines for people: what no event can do, and the facts from which plain logic gets there.
 *
 * @example
 * renderCertificate({ kind: "refutation", must: ["{ $.a = x && $.a = y }"], mustNot: [], assumptions: [], lemmas: [
 *   { impossible: [{ condition: "$.a = x", holds: true }, { condition: "$.a = y", holds: true }] }] });
 * // "No event matches { $.a = x && $.a = y }, because these never hold together:\n  $.a = x; $.a = y\n"
 */
export function renderCertificate(certificate: Certificate): string {
  switch (certificate.kind) {
    case "both":
      return certificate.parts.map(renderCertificate).join("");
    case "example":
      return "";
    case "refutation": {
      const { must, mustNot, lemmas } = certificate;
      const claim = `No event ${[
        ...(must.length === 0 ? [] : [`matches ${must.join(" and ")}`]),
        ...(mustNot.length === 0 ? [] : [`fails ${mustNot.join(" and ")}`]),
      ].join(" but ")}`;
      if (lemmas.length === 0) return `${claim}, by plain logic.\n`;
      const facts = lemmas.map(
        ({ impossible }) =>
          `  ${impossible.map(({ condition, holds }) => (holds ? condition : `not (${condition})`)).join("; ")}\n`,
      );
      return `${claim}, because these never hold together:\n${facts.join("")}`;
    }
  }
}
