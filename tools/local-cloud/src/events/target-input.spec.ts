import { selectPath, shapeInput } from './target-input.ts';

const event = {
  source: 'test',
  time: '2026-01-01T00:00:00Z',
  detail: { name: 'a "quoted" name', n: 5, list: [{ x: 1 }], object: { y: 2 } },
};

describe('shapeInput', () => {
  it.each([
    ['the event itself', {}, JSON.stringify(event)],
    ['a constant', { Input: '{"a":1}' }, '{"a":1}'],
    ['a part', { InputPath: '$.detail.object' }, '{"y":2}'],
    ['a part that is not there', { InputPath: '$.detail.absent' }, 'null'],
  ])('gives %s', (_, shape, expected) => {
    expect(shapeInput(event, shape)).toBe(expected);
  });

  it.each([
    ['{"name": <name>, "n": <n>}', '{"name": "a \\"quoted\\" name", "n": 5}'],
    ['{"text": "<name> is <n>"}', '{"text": "a \\"quoted\\" name is 5"}'],
    ['{"o": <object>}', '{"o": {"y":2}}'],
    ['"<name>"', '"a \\"quoted\\" name"'],
    ['{"at": <aws.events.event.ingestion-time>}', '{"at": "2026-01-01T00:00:00Z"}'],
    ['{"kept": <unknown>, "absent": <absent>}', '{"kept": <unknown>, "absent": ""}'],
  ])('fills the template %s', (InputTemplate, expected) => {
    const InputPathsMap = {
      name: '$.detail.name',
      n: '$.detail.n',
      object: '$.detail.object',
      absent: '$.detail.absent',
    };

    expect(shapeInput(event, { InputTransformer: { InputPathsMap, InputTemplate } })).toBe(
      expected,
    );
  });
});

describe('selectPath', () => {
  it.each([
    ['$', event],
    ['$.detail.n', 5],
    ['$.detail.list[0].x', 1],
    ["$.detail['n']", 5],
    ['$.detail.n.deeper', undefined],
  ])('%s', (path, expected) => {
    expect(selectPath(event, path)).toEqual(expected);
  });
});
