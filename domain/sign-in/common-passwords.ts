/**
 * What is guessed first among passwords of twelve signs and more: the long ones of public lists of leaked passwords, and what
 * people here make of their work. Compared without capitals and with the usual signs for letters taken back.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set([
  ...['password1234', 'password12345', 'password123456', 'passwordpassword', 'mypassword123', 'newpassword123', 'passw0rd1234'],
  ...['administrator', 'administrator1', 'adminadmin123', 'admin123456789', 'admin1234567', 'adminpassword', 'rootpassword'],
  ...['qwertyuiopasd', 'qwertyuiop123', 'qwertyuiop12', 'qwerty123456', 'qwerty1234567', 'qwerty12345678', 'qwertyqwerty'],
  ...['1qaz2wsx3edc', '1qaz2wsx3edc4rfv', 'qazwsxedcrfv', 'zaq12wsxcde3', '1q2w3e4r5t6y', '1q2w3e4r5t6y7u', 'q1w2e3r4t5y6'],
  ...['asdfghjkl123', 'asdfghjkl1234', 'zxcvbnm12345', 'zxcvbnm123456', 'abcdefghijkl', 'abcdefg12345', 'abc123456789', 'abcd12345678'],
  ...['a1234567890', 'a12345678910', 'aa1234567890', 'iloveyou1234', 'iloveyou12345', 'iloveyousomuch', 'welcome12345', 'welcome123456'],
  ...['letmein12345', 'changeme1234', 'changeme12345', 'changemeplease', 'sunshine1234', 'football1234', 'superman1234'],
  ...['woaini1314520', 'woaini521521', 'woaini123456', 'woaini1234567', '5201314woaini', '520131452013', 'wobuzhidao123', 'nishishabi123'],
  ...['zhongguo1234', 'zhonghuarenmin', 'beijing20082008', 'shanghai1234', 'zhejiang1234', 'hangzhou1234', 'mima12345678'],
  ...[
    'zonghezhifa',
    'zonghezhifa123',
    'zhifaju123456',
    'zhifadadui123',
    'chengguan123',
    'chengguan1234',
    'xingzhengzhifa',
    'xiangzhen1234',
  ],
  ...['caselight-demo', 'caselight123', 'caselight1234', 'caselightcaselight', 'andeng123456'],
]);
