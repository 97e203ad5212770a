import { readHeaders, writeHeaders } from './http-text.ts';

it('reads a header a line, several of one name as a list', () => {
  expect(readHeaders('Host: a.example\r\n\nCookie: a=1\nCookie: b=2\nEmpty:')).toEqual({
    ...{ Host: 'a.example', Cookie: ['a=1', 'b=2'] },
    Empty: '',
  });
});

it('keeps what an attack is made of', () => {
  expect(readHeaders("X-Api-Version: ${jndi:ldap://x} ' -- ")).toEqual({
    'X-Api-Version': "${jndi:ldap://x} ' -- ",
  });
  expect(readHeaders('__proto__: x')).toEqual(Object.fromEntries([['__proto__', 'x']]));
});

it('says which line is none', () => {
  expect(readHeaders('A: 1\nnonsense')).toBe(
    'Line 2 of the headers: expected "Name: value", found "nonsense"',
  );
});

it('writes what it reads', () => {
  const headers = { Host: 'a.example', Cookie: ['a=1', 'b=2'] };

  expect(readHeaders(writeHeaders(headers))).toEqual(headers);
});
