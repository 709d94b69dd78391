import axe from "axe-core";

/**
 * Looks for what keeps people from using a screen, and names it.
 *
 * There is no layout here: contrast is looked at in the real window.
 */
export async function barriers(root: HTMLElement = document.body): Promise<string[]> {
  const { violations } = await axe.run(root, {
    resultTypes: ["violations"],
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}
