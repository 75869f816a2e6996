/** As sign-in finds it, however it is typed: `Ｗang.Wei ` and `wang.wei` are one. SQL's `normal_username` says the same. */
export const normalUsername = (username: string): string => username.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
