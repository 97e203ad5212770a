import type { Environment } from '@ngwaf/infra/environments';
import { findTools } from '@ngwaf/tool-setup/prerequisites';
import { resourceNames } from '@ngwaf/contracts';
import { estimateCost, total } from '../cost/estimate.ts';
import type { Surroundings } from '../command.ts';
import { synthesiseStack, type SynthesisedStack } from '../synthesised-stack.ts';
import { attempt } from './attempt.ts';
import { checkBackend } from './backend.ts';
import type { Finding, Section } from './check.ts';
import { createClients, type ClientConfig, type Clients } from './clients.ts';
import { checkNames } from './collisions.ts';
import { findExistence } from './existence.ts';
import { findIdentity, judgeIdentity, type Identity } from './identity.ts';
import { namedResources } from './names.ts';
import { checkPermissions } from './permissions.ts';
import { neededPermissions } from './permission-table.ts';
import { checkProvider } from './provider.ts';
import { checkQuotas } from './quotas.ts';
import { checkServices, judgeImage, judgeRegion, type RegionChoice } from './region.ts';
import { checkSharedServices } from './services.ts';
import { readState, type KnownState } from './terraform-state.ts';
import { judgeTerraformForBackend, judgeTools } from './tools.ts';

/** What is examined, and from where. */
export interface Subject extends RegionChoice {
  environment: Environment;
  /** How clients reach AWS, but for the region. */
  access: Omit<ClientConfig, 'region'>;
  /** Address of what answers instead of AWS; undefined for AWS. */
  endpointUrl: string | undefined;
  /** Where Terraform of this environment is run. */
  stackFolder: string;
}

interface Ground {
  subject: Subject;
  stack: SynthesisedStack;
  clients: Clients;
  identity: Identity;
  region: string;
  env: NodeJS.ProcessEnv;
}

/** Examines an environment: tools, then AWS as far as there are credentials, then what it costs. */
export const examine = async (
  subject: Subject,
  { root, env, note }: Pick<Surroundings, 'root' | 'env' | 'note'>,
): Promise<Section[]> => {
  const { environment, stackFolder } = subject;
  note('Synthesising the stack …');
  const stack = await synthesiseStack(root, environment.prefix);
  note('Looking at the tools of this machine …');
  const { version } = stack.terraform.required_providers.aws;
  const found = findTools();
  const tools: Section = {
    title: 'Tools',
    findings: [
      ...judgeTools(found),
      ...judgeTerraformForBackend(found, stack.terraform.backend),
      await checkProvider({ version, stackFolder, root }, env),
    ],
  };
  const costs: Section = { title: 'Costs', findings: judgeCosts(environment, stack) };
  return [tools, ...(await examineAws(subject, stack, env, note)), costs];
};

const examineAws = async (
  subject: Subject,
  stack: SynthesisedStack,
  env: NodeJS.ProcessEnv,
  note: (text: string) => void,
): Promise<Section[]> => {
  const { environment, region, endpointUrl } = subject;
  const place = [...judgeEndpoint(endpointUrl), judgeRegion(subject, environment)];
  const account = (findings: Finding[]): Section => ({
    title: 'Account and region',
    findings: [...place, ...findings],
  });
  if (region === undefined) return [account([notExamined('a region')])];
  note(`Asking AWS about account and region (${region}) …`);
  const clients = createClients({ region, ...subject.access });
  const found = await findIdentity(clients.sts);
  if (found.identity === undefined) {
    return [account([...found.findings, notExamined('credentials')])];
  }
  const { identity } = found;
  const ground = { subject, stack, clients, identity, region, env };
  note('Looking up quotas (SageMaker has thousands), services, names, permissions and state …');
  const [services, ...sections] = await Promise.all([
    checkServices(clients, region),
    section('Quotas', checkQuotas(clients, environment, region)),
    section('Services', checkSharedServices(clients, environment)),
    examineNames(ground),
    section('Permissions', examinePermissions(ground)),
    section('State', examineBackend(ground)),
  ]);
  const who = judgeIdentity(identity, environment, new Date());
  return [account([...who, judgeImage(region), ...services]), ...sections];
};

const notExamined = (lacking: string): Finding => ({
  check: 'quotas, services, names, permissions, state',
  status: 'unknown',
  found: `could not be checked: that needs ${lacking}`,
});

const section = async (title: string, findings: Promise<Finding[]>): Promise<Section> => ({
  title,
  findings: await findings,
});

const judgeEndpoint = (endpointUrl: string | undefined): Finding[] =>
  endpointUrl === undefined
    ? []
    : [
        {
          check: 'AWS',
          status: 'info',
          found: `this is not AWS but a local cloud at ${endpointUrl}: accounts, quotas and permissions are pretended`,
        },
      ];

/** What is known of the state: read here, or else whether the environment has published outputs. */
const findState = async ({
  subject,
  clients,
  identity,
  region,
  env,
}: Ground): Promise<KnownState> => {
  const read = await attempt(() => readState(subject.stackFolder, env));
  if (read.answer !== undefined) return read.answer;
  const outputs = resourceNames(subject.environment.prefix).outputsParameter;
  const published = await findExistence(
    clients,
    { account: identity.account, region },
    { type: 'aws_ssm_parameter', name: outputs },
  );
  return { kind: published === 'present' ? 'elsewhere' : 'none' };
};

const examineNames = async (ground: Ground): Promise<Section> => {
  const { stack, clients, identity, region } = ground;
  const resources = namedResources(stack, identity.account);
  const where = { account: identity.account, region };
  return section('Names', checkNames(clients, where, resources, await findState(ground)));
};

const examinePermissions = ({
  subject,
  stack,
  clients,
  identity,
  region,
}: Ground): Promise<Finding[]> => {
  const place = { prefix: subject.environment.prefix, account: identity.account, region };
  const hasEndpoint = subject.environment.scoring.mode !== 'in-process';
  return checkPermissions(clients, identity.arn, neededPermissions(stack, place, hasEndpoint));
};

const examineBackend = ({ subject, stack, clients }: Ground): Promise<Finding[]> =>
  checkBackend(clients, stack, {
    environment: subject.environment.name,
    stackFolder: subject.stackFolder,
  });

const judgeCosts = (environment: Environment, stack: SynthesisedStack): Finding[] => {
  const estimate = estimateCost(environment, stack);
  const finding = (check: string, lines: Parameters<typeof total>[0], digits: number): Finding => {
    const { usd, isComplete } = total(lines);
    return {
      check,
      status: isComplete ? 'info' : 'unknown',
      found: `${usd.toFixed(digits)} USD${isComplete ? '' : ', and what has no price in the table'}`,
    };
  };
  return [
    finding('a month at idle', estimate.idleMonth, 2),
    finding('one retraining', estimate.retraining, 2),
    finding('a million predictions', estimate.millionPredictions, 2),
    {
      check: 'prices',
      status: 'info',
      found: `of ${estimate.region}, ${estimate.asOf}`,
      remedy: `every line and its source: npm run ops -- cost --env ${environment.name}`,
    },
  ];
};
