import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import {
  CodeStorageExceededException,
  DeleteFunctionCommand,
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  InvalidParameterValueException,
  LambdaClient,
  ListAliasesCommand,
  ListVersionsByFunctionCommand,
  PreconditionFailedException,
  PublishVersionCommand,
  ResourceConflictException,
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
import { sha256 } from '../zip.ts';
import { deployFunction } from './deploy-function.ts';
import type { FunctionCode } from './function-code.ts';

const zip = Buffer.from('zip');
const hash = sha256(zip);
const commit = 'f'.repeat(40);
const code: FunctionCode = {
  name: 'sm-serving',
  functionName: 'ngwaf-dev-sm-serving',
  zip,
  artefactBucket: 'artefacts',
  commit,
};
const FunctionName = code.functionName;
const key = `functions/sm-serving/${hash.hex}.zip`;

const lambda = mockClient(LambdaClient);
const s3 = mockClient(S3Client);
const region = 'us-east-1';
const clients = {
  lambda: new LambdaClient({ region }),
  s3: new S3Client({ region }),
  cloudWatch: new CloudWatchClient({ region }),
};
let notes: string[];
const deploy = () =>
  deployFunction(clients, code, {
    alarmName: 'alarm',
    keepVersions: 2,
    note: (text) => notes.push(text),
  });
const sent = (client: { calls(): { args: [{ constructor: { name: string } }, ...unknown[]] }[] }) =>
  client.calls().map(({ args }) => args[0].constructor.name);

/** The function as it is before, and the version that publishing gives. */
const given = (state: {
  codeSha256: string;
  current?: string;
  live: string;
  published: string;
}) => {
  const of = (CodeSha256: string) => ({
    CodeSha256,
    RevisionId: 'revision-1',
    LastUpdateStatus: 'Successful' as const,
    State: 'Active' as const,
  });
  lambda.on(GetFunctionConfigurationCommand).resolves(of(state.codeSha256));
  lambda.on(GetAliasCommand).resolves({
    FunctionVersion: state.live,
    RevisionId: 'alias-1',
    Description: `live: ${state.live}; before: 2`,
  });
  lambda.on(UpdateFunctionCodeCommand).resolves({});
  lambda
    .on(PublishVersionCommand)
    .resolves({ Version: state.published, CodeSha256: hash.base64, State: 'Active' });
  lambda.on(UpdateAliasCommand).resolves({ FunctionVersion: state.published });
  lambda.on(ListVersionsByFunctionCommand).resolves({ Versions: [{ Version: '4' }] });
  s3.on(HeadObjectCommand).resolves(state.current ? { Metadata: { sha256: state.current } } : {});
};

beforeEach(() => {
  lambda.reset();
  s3.reset();
  notes = [];
});

describe('with new code', () => {
  beforeEach(() => {
    given({ codeSha256: 'other', current: 'other', live: '3', published: '4' });
  });

  it('uploads under the hash, updates, publishes, and shifts the alias', async () => {
    expect(await deploy()).toMatchObject({
      name: 'sm-serving',
      shipped: 'code',
      bytes: 3,
      from: '3',
      to: '4',
    });

    expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input).toMatchObject({
      Bucket: 'artefacts',
      Key: key,
      Metadata: { sha256: hash.hex, commit },
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
      Description: 'live: 4; before: 3, 2',
      RoutingConfig: { AdditionalVersionWeights: {} },
      RevisionId: 'alias-1',
    });
  });

  it('waits until a change that is going on is through', async () => {
    lambda
      .on(GetFunctionConfigurationCommand)
      .resolvesOnce({ CodeSha256: 'other', LastUpdateStatus: 'InProgress' })
      .resolvesOnce({ CodeSha256: 'other', State: 'Pending' })
      .resolves({ CodeSha256: 'other', RevisionId: 'revision-2', LastUpdateStatus: 'Successful' });

    await deploy();

    expect(lambda.commandCalls(UpdateFunctionCodeCommand)[0]?.args[0].input.RevisionId).toBe(
      'revision-2',
    );
  });

  it.each([
    [
      'somebody else changed the function',
      new PreconditionFailedException({ message: '', $metadata: {} }),
      'was changed by somebody else at the same time',
    ],
    [
      'somebody else’s change is going on',
      new ResourceConflictException({ message: '', $metadata: {} }),
      'was changed by somebody else at the same time',
    ],
    [
      'the account has no room for code',
      new CodeStorageExceededException({ message: '', $metadata: {} }),
      'no room for more code',
    ],
  ])('says so when %s, and changes no alias', async (_case, error, message) => {
    lambda.on(UpdateFunctionCodeCommand).rejects(error);

    await expect(deploy()).rejects.toThrow(message);
    expect(sent(lambda)).not.toContain('UpdateAliasCommand');
  });

  it('says why Lambda could not take the code', async () => {
    lambda
      .on(GetFunctionConfigurationCommand)
      .resolvesOnce({ CodeSha256: 'other' })
      .resolves({ LastUpdateStatus: 'Failed', LastUpdateStatusReason: 'Out of addresses' });

    await expect(deploy()).rejects.toThrow('Out of addresses. The live version is as before');
    expect(sent(lambda)).not.toContain('PublishVersionCommand');
  });

  it('makes nothing live when somebody else’s code is there by the time it publishes', async () => {
    lambda
      .on(PublishVersionCommand)
      .rejects(new InvalidParameterValueException({ message: 'CodeSHA256', $metadata: {} }));

    await expect(deploy()).rejects.toThrow('somebody else shipped other code');
    expect(sent(lambda)).not.toContain('UpdateAliasCommand');
  });

  it('says what is live when somebody else moved the alias first', async () => {
    lambda
      .on(UpdateAliasCommand)
      .rejects(new PreconditionFailedException({ message: '', $metadata: {} }));

    await expect(deploy()).rejects.toThrow(
      'somebody else changed what is live at the same time (it is version 3 now)',
    );
    expect(sent(s3)).not.toContain('CopyObjectCommand');
  });

  it('waits until a new version takes calls', async () => {
    lambda.on(PublishVersionCommand).resolves({ Version: '4', State: 'Pending' });
    lambda
      .on(GetFunctionConfigurationCommand, { FunctionName, Qualifier: '4' })
      .resolvesOnce({ State: 'Pending' })
      .resolves({ State: 'Active' });

    expect((await deploy()).to).toBe('4');
  });

  it('is done when old versions cannot be removed', async () => {
    lambda.on(ListVersionsByFunctionCommand).rejects(new Error('AccessDenied'));

    expect((await deploy()).to).toBe('4');
    expect(notes).toEqual([
      'ngwaf-dev-sm-serving: old versions could not be removed (AccessDenied)',
    ]);
  });

  it('never deletes but by the number of a version', async () => {
    lambda.on(ListVersionsByFunctionCommand).resolves({
      Versions: ['$LATEST', '6', '5', '4', '3', '2', '1', undefined].map((Version) => ({
        ...(Version !== undefined && { Version }),
      })),
    });
    // A rollback would go to 3, then to 2.
    lambda.on(ListAliasesCommand).resolves({ Aliases: [{ FunctionVersion: '1' }] });

    await deploy();

    expect(lambda.commandCalls(DeleteFunctionCommand).map(({ args }) => args[0].input)).toEqual([
      { FunctionName, Qualifier: '4' },
    ]);
  });
});

describe('with the code that is there already', () => {
  it('changes nothing when everything is live', async () => {
    given({ codeSha256: hash.base64, current: hash.hex, live: '4', published: '4' });

    expect(await deploy()).toMatchObject({ shipped: 'nothing', from: '4', to: '4' });
    expect(sent(s3)).toEqual(['HeadObjectCommand']);
    expect(sent(lambda)).not.toContain('UpdateFunctionCodeCommand');
    expect(sent(lambda)).not.toContain('UpdateAliasCommand');
  });

  it('publishes configuration that Terraform changed', async () => {
    given({ codeSha256: hash.base64, current: hash.hex, live: '4', published: '5' });

    expect(await deploy()).toMatchObject({ shipped: 'configuration', from: '4', to: '5' });
    expect(lambda.commandCalls(UpdateAliasCommand)).toHaveLength(1);
  });

  it('finishes a deployment that was cut short before the copy', async () => {
    given({ codeSha256: hash.base64, live: '4', published: '4' });

    await deploy();

    expect(sent(s3)).toEqual(['HeadObjectCommand', 'PutObjectCommand', 'CopyObjectCommand']);
  });
});

it('refuses to go over a canary that is going on', async () => {
  given({ codeSha256: 'other', live: '3', published: '5' });
  lambda.on(GetAliasCommand).resolves({
    FunctionVersion: '3',
    RoutingConfig: { AdditionalVersionWeights: { '4': 0.1 } },
  });

  await expect(deploy()).rejects.toThrow('a canary is going on (version 4 gets 10 % of the calls)');
  expect(sent(lambda)).toEqual(['GetAliasCommand']);
});

it.each([
  ['function', GetFunctionConfigurationCommand, 'does not exist: apply the stack first'],
  ['alias', GetAliasCommand, 'does not exist or has no alias "live": apply the stack first'],
] as const)('says what to do when there is no %s', async (_what, command, message) => {
  given({ codeSha256: hash.base64, current: hash.hex, live: '4', published: '4' });
  lambda
    .on(command as typeof GetAliasCommand)
    .rejects(new ResourceNotFoundException({ message: '', $metadata: {} }));

  await expect(deploy()).rejects.toThrow(`${FunctionName} ${message}`);
});
