export const evidenceCommands = {};
