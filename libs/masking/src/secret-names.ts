const WORDS = new Set(
  'pass pw psw pwd auth sess session sid sso otp totp mfa pin cvv cvc csc ssn sig jwt bearer'.split(
    ' ',
  ),
);
/** Within a name from which everything but letters and digits was taken. */
const PARTS =
  /passw|passwd|passphrase|passcode|userpass|loginpass|pwd|secret|token|apikey|accesskey|privatekey|sessionid|sessid|sesskey|authorization|credential|csrf|xsrf|signature/;
/** Names of what is often harmless: masked where the value was made by a machine. */
const MAYBE = new Set('key code state nonce ticket assertion hash'.split(' '));

/** The words of `accessToken`, `access_token`, `X-Access-Token2`. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);

/** Whether a name says that its value is a secret. */
export const isSecretName = (name: string): boolean =>
  PARTS.test(name.toLowerCase().replace(/[^a-z0-9]/g, '')) ||
  wordsOf(name).some((word) => WORDS.has(word));

/** Whether a name allows its value to be one. */
export const isMaybeSecretName = (name: string): boolean =>
  wordsOf(name).some((word) => MAYBE.has(word));
