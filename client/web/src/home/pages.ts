const byRole: Record<string, readonly string[]> = {
  agent: ['desk'],
  clerk: ['desk', 'cockpit'],
  dispatcher: ['desk', 'cockpit'],
  department: ['desk', 'cockpit'],
  handler: ['desk'],
  supervisor: ['desk', 'cockpit'],
  administrator: ['desk', 'cockpit'],
  inspector: ['field'],
};

/** The pages for whoever holds these posts, in a fixed order; everybody may report. */
export function pagesFor(roles: ReadonlySet<string>): string[] {
  const wanted = new Set([...roles].flatMap((role) => byRole[role] ?? ['cockpit']));
  return ['desk', 'cockpit', 'field', 'report'].filter((page) => page === 'report' || wanted.has(page));
}
