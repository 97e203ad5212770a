import { formatTags, parseTags, pipelineTags } from './tags.ts';

it('gives back the tags that it wrote', () => {
  const tags = pipelineTags('dev');

  expect(formatTags(tags)).toBe('project=ngwaf,environment=dev,managed-by=pipeline');
  expect(parseTags(formatTags(tags))).toEqual(tags);
});

it.each(['', 'project', 'project=', '=ngwaf', 'project=ngwaf,'])('refuses "%s"', (text) => {
  expect(parseTags(text)).toBeUndefined();
});
