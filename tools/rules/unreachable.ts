/**
 * Places that refuse and that no command can come to, by key, each with the reason. Short, and every name in it is
 * checked: one that refuses after all, or is no longer there, does not stay.
 */
export const UNREACHABLE: Readonly<Record<string, string>> = {};
