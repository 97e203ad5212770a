import { base64Texts } from './base64.ts';

describe('base64Texts', () => {
  // The same cases as in the notebooks' test_decoding.py.
  it.each([
    ['a whole value', 'PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==', ['<script>alert(1)</script>']],
    ['a short value', 'MScgb3IgMT0x', ["1' or 1=1"]],
    ['a segment of a path', '/files/Li4vLi4vLi4vZXRjL3Bhc3N3ZA', ['../../../etc/passwd']],
    ['two segments', '/JyBvciAxPTEt/x/JyBvciAyPTIt/', ["' or 1=1-", "' or 2=2-"]],
    ['a path of words', '/documents/internationalization/Getting', []],
    ['what is too short', 'JyBvciAx', []],
    ['twelve characters with their padding', 'JyBvciAxPTE=', ["' or 1=1"]],
    ['no eleven without', 'JyBvciAxPTE', []],
    ['text outside ASCII', 'w7FhbmTDuuKAmSBvciAxPTE=', ['ñandú’ or 1=1']],
    ['no bytes that are no UTF-8', '8W5kIG9yIDE9MQ', []],
    ['no control characters', 'AQIDPHNjcmlwdD4=', []],
  ])('decodes %s', (_, text, expected) => {
    expect(base64Texts(text)).toEqual(expected);
  });
});
