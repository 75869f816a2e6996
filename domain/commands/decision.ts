export const decisionCommands = {};
