import { createInput } from './request.ts';
import { dataProcessingOf } from './assemble.ts';

const processing = (DataProcessing: object | undefined, ContentType = 'application/jsonlines') =>
  dataProcessingOf(
    createInput.parse({
      TransformJobName: 't',
      ModelName: 'm',
      TransformInput: {
        DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://data/in' } },
        ContentType,
      },
      TransformOutput: { S3OutputPath: 's3://data/out' },
      TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
      DataProcessing,
    }),
  );

describe('dataProcessingOf', () => {
  it('leaves everything as it is where nothing is asked for', () => {
    const { input, output } = processing(undefined);

    expect(input('not { JSON')).toBe('not { JSON');
    expect(output(['a', 'b'], 'whatever\n')).toBe('whatever\n');
  });

  it('sends a part, joins, and keeps a part', () => {
    const { input, output } = processing({
      InputFilter: '$.features',
      JoinSource: 'Input',
      OutputFilter: "$['id','SageMakerOutput']",
    });

    expect(input('{"id":"u1","features":{"a":1}}')).toBe('{"a":1}');
    expect(output(['{"id":"u1","features":{"a":1}}'], '{"score": 0.5}\n')).toBe(
      '{"id":"u1","SageMakerOutput":{"score":0.5}}',
    );
  });

  it('wraps what is no object', () => {
    expect(processing({ JoinSource: 'Input' }).output(['[1,2]', '3'], '0.1\n0.2')).toBe(
      '{"SageMakerInput":[1,2],"SageMakerOutput":0.1}\n{"SageMakerInput":3,"SageMakerOutput":0.2}',
    );
  });

  it('appends columns to CSV', () => {
    const { input, output } = processing(
      { InputFilter: '$[1:]', JoinSource: 'Input', OutputFilter: '$[-1]' },
      'text/csv',
    );

    expect(input('u1,2,3')).toBe('2,3');
    expect(output(['u1,2,3'], '0.5')).toBe('0.5');
  });

  it.each([
    ['fewer records', '{"score":1}', '2 records were sent, 1 came back'],
    ['no JSON', 'x\ny', 'expected JSON as output, found x'],
  ])('refuses to join %s', (_, answer, message) => {
    expect(() => processing({ JoinSource: 'Input' }).output(['{}', '{}'], answer)).toThrow(message);
  });
});
