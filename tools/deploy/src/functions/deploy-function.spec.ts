import {
  GetAliasCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  PreconditionFailedException,
  PublishVersionCommand,
  ResourceNotFoundException,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import {
  CopyObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { deployFunction } from './deploy-function.ts';
import type { FunctionCode } from './function-code.ts';
import { sha256 } from '../zip.ts';

const zip = Buffer.from('zip');
const hash = sha256(zip);
const code: FunctionCode = {
  name: 'sm-serving',
  functionName: 'ngwaf-dev-sm-serving',
  zip,
  artefactBucket: 'artefacts',
};
const FunctionName = code.functionName;
const key = `functions/sm-serving/${hash.hex}.zip`;

const lambda = mockClient(LambdaClient);
const s3 = mockClient(S3Client);
const deploy = () => deployFunction(lambda as never, s3 as never, code);
const sent = (client: { calls(): { args: [{ constructor: { name: string } }, ...unknown[]] }[] }) =>
  client.calls().map(({ args }) => args[0].constructor.name);

/** The function as it is before, and the version that publishing gives. */
const given = (state: {
  codeSha256: string;
  current?: string;
  live: string;
  published: string;
}) => {
  lambda.on(GetFunctionConfigurationCommand).resolves({
    CodeSha256: state.codeSha256,
    RevisionId: 'revision-1',
    LastUpdateStatus: 'Successful',
    State: 'Active',
  });
  lambda.on(GetAliasCommand).resolves({ FunctionVersion: state.live, RevisionId: 'alias-1' });
  lambda.on(UpdateFunctionCodeCommand).resolves({});
  lambda.on(PublishVersionCommand).resolves({ Version: state.published });
  s3.on(HeadObjectCommand).resolves(state.current ? { Metadata: { sha256: state.current } } : {});
};

beforeEach(() => {
  lambda.reset();
  s3.reset();
});

describe('with new code', () => {
  beforeEach(() => {
    given({ codeSha256: 'other', current: 'other', live: '3', published: '4' });
  });

  it('uploads under the hash, updates, publishes, and shifts the alias', async () => {
    expect(await deploy()).toMatchObject({
      name: 'sm-serving',
      codeChanged: true,
      bytes: 3,
      from: '3',
      to: '4',
    });

    expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input).toMatchObject({
      Bucket: 'artefacts',
      Key: key,
      Metadata: { sha256: hash.hex },
    });
    expect(lambda.commandCalls(UpdateFunctionCodeCommand)[0]?.args[0].input).toEqual({
      FunctionName,
      S3Bucket: 'artefacts',
      S3Key: key,
      RevisionId: 'revision-1',
    });
    expect(s3.commandCalls(CopyObjectCommand)[0]?.args[0].input).toEqual({
      Bucket: 'artefacts',
      CopySource: `artefacts/${key}`,
      Key: 'functions/sm-serving/current.zip',
    });
    expect(lambda.commandCalls(PublishVersionCommand)[0]?.args[0].input).toEqual({
      FunctionName,
      CodeSha256: hash.base64,
    });
    expect(lambda.commandCalls(UpdateAliasCommand)[0]?.args[0].input).toEqual({
      FunctionName,
      Name: 'live',
      FunctionVersion: '4',
      RoutingConfig: { AdditionalVersionWeights: {} },
      RevisionId: 'alias-1',
    });
  });

  it('waits until a change that is going on is through', async () => {
    lambda
      .on(GetFunctionConfigurationCommand)
      .resolvesOnce({ CodeSha256: 'other', LastUpdateStatus: 'InProgress' })
      .resolves({ CodeSha256: 'other', RevisionId: 'revision-2', LastUpdateStatus: 'Successful' });
    lambda.on(GetFunctionCommand).resolves({ Configuration: { LastUpdateStatus: 'Successful' } });

    await deploy();

    expect(lambda.commandCalls(UpdateFunctionCodeCommand)[0]?.args[0].input.RevisionId).toBe(
      'revision-2',
    );
  });

  it('says so when somebody else changed the function meanwhile, and changes no alias', async () => {
    lambda
      .on(UpdateFunctionCodeCommand)
      .rejects(new PreconditionFailedException({ message: '', $metadata: {} }));

    await expect(deploy()).rejects.toThrow('changed by somebody else at the same time');
    expect(sent(lambda)).not.toContain('UpdateAliasCommand');
  });
});

describe('with the code that is there already', () => {
  it('changes nothing when everything is live', async () => {
    given({ codeSha256: hash.base64, current: hash.hex, live: '4', published: '4' });

    expect(await deploy()).toMatchObject({ codeChanged: false, from: '4', to: '4' });
    expect(sent(s3)).toEqual(['HeadObjectCommand']);
    expect(sent(lambda)).not.toContain('UpdateFunctionCodeCommand');
    expect(sent(lambda)).not.toContain('UpdateAliasCommand');
  });

  it('publishes configuration that Terraform changed', async () => {
    given({ codeSha256: hash.base64, current: hash.hex, live: '4', published: '5' });

    expect(await deploy()).toMatchObject({ codeChanged: false, from: '4', to: '5' });
    expect(lambda.commandCalls(UpdateAliasCommand)).toHaveLength(1);
  });

  it('finishes a deployment that was cut short before the copy', async () => {
    given({ codeSha256: hash.base64, live: '4', published: '4' });

    await deploy();

    expect(sent(s3)).toEqual(['HeadObjectCommand', 'PutObjectCommand', 'CopyObjectCommand']);
  });
});

it.each([
  ['function', GetFunctionConfigurationCommand, 'does not exist: apply the stack first'],
  ['alias', GetAliasCommand, 'has no alias "live": apply the stack first'],
] as const)('says what to do when there is no %s', async (_what, command, message) => {
  given({ codeSha256: hash.base64, current: hash.hex, live: '4', published: '4' });
  lambda
    .on(command as typeof GetAliasCommand)
    .rejects(new ResourceNotFoundException({ message: '', $metadata: {} }));

  await expect(deploy()).rejects.toThrow(`${FunctionName} ${message}`);
});
