export const referralCommands = {};
