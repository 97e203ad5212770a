import { synthesise, type Json } from '../testing/synthesised.ts';
import { Role, type RoleProps } from './role.ts';

const props: RoleProps = {
  name: 'a-role',
  description: '',
  servicePrincipal: 'sagemaker.amazonaws.com',
};
const documentNamed = (part: string, extra: Partial<RoleProps> = {}): Json | undefined => {
  const { data } = synthesise((scope) => {
    new Role(scope, 'a', { ...props, ...extra }).addToRolePolicy({
      actions: ['s3:GetObject'],
      resources: ['arn'],
    });
  });
  const documents = Object.entries(data['aws_iam_policy_document'] ?? {});
  return documents.find(([name]) => name.startsWith(`a_${part}`))?.[1];
};

it('is taken by its service alone', () => {
  expect(documentNamed('trust')?.['statement']).toEqual([
    {
      actions: ['sts:AssumeRole'],
      principals: [{ type: 'Service', identifiers: ['sagemaker.amazonaws.com'] }],
    },
  ]);
});

it('is taken for one account alone where the service says for which', () => {
  expect(documentNamed('trust', { sourceAccountId: '123456789012' })?.['statement']).toEqual([
    expect.objectContaining({
      condition: [
        { test: 'StringEquals', variable: 'aws:SourceAccount', values: ['123456789012'] },
      ],
    }),
  ]);
});

it('may do what it was given', () => {
  expect(documentNamed('permissions')?.['statement']).toEqual([
    { actions: ['s3:GetObject'], resources: ['arn'] },
  ]);
});

it('is refused when it may do nothing', () => {
  const errors: string[] = [];
  synthesise((scope) => {
    errors.push(...new Role(scope, 'a', props).node.validate());
  });

  expect(errors).toEqual(['role a-role may do nothing: grant it something']);
});
