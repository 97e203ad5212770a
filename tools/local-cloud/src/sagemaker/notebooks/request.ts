import { z } from 'zod';

import { instanceType, resourceName, roleArn, tags } from '../api/schemas.ts';

/** What can be given at creation and changed later. */
const settings = {
  DefaultCodeRepository: z.string().optional(),
  AdditionalCodeRepositories: z.array(z.string()).max(3).optional(),
  AcceleratorTypes: z.array(z.string()).optional(),
  RootAccess: z.enum(['Enabled', 'Disabled']).optional(),
  PlatformIdentifier: z.string().optional(),
  IpAddressType: z.enum(['ipv4', 'dualstack']).optional(),
  InstanceMetadataServiceConfiguration: z.looseObject({}).optional(),
  VolumeSizeInGB: z.int().min(5).max(16_384).optional(),
  LifecycleConfigName: resourceName.optional(),
};

/** CreateNotebookInstance's request. */
export const createInput = z.object({
  NotebookInstanceName: resourceName,
  InstanceType: instanceType,
  RoleArn: roleArn,
  SubnetId: z.string().optional(),
  SecurityGroupIds: z.array(z.string()).optional(),
  KmsKeyId: z.string().optional(),
  DirectInternetAccess: z.enum(['Enabled', 'Disabled']).optional(),
  Tags: tags,
  ...settings,
});

/** UpdateNotebookInstance's request. */
export const updateInput = z.object({
  NotebookInstanceName: resourceName,
  InstanceType: instanceType.optional(),
  RoleArn: roleArn.optional(),
  DisassociateLifecycleConfig: z.boolean().optional(),
  DisassociateDefaultCodeRepository: z.boolean().optional(),
  DisassociateAdditionalCodeRepositories: z.boolean().optional(),
  DisassociateAcceleratorTypes: z.boolean().optional(),
  ...settings,
});

/** A notebook instance's settings, without its name and state. */
export type NotebookSettings = Omit<z.output<typeof createInput>, 'NotebookInstanceName' | 'Tags'>;

/** Settings after an update. */
export const updated = (
  current: NotebookSettings,
  update: Omit<z.output<typeof updateInput>, 'NotebookInstanceName'>,
): NotebookSettings => {
  const {
    DisassociateLifecycleConfig,
    DisassociateDefaultCodeRepository,
    DisassociateAdditionalCodeRepositories,
    DisassociateAcceleratorTypes,
    ...changes
  } = update;
  const result: NotebookSettings = {
    ...current,
    ...changes,
    InstanceType: changes.InstanceType ?? current.InstanceType,
    RoleArn: changes.RoleArn ?? current.RoleArn,
  };
  if (DisassociateLifecycleConfig) delete result.LifecycleConfigName;
  if (DisassociateDefaultCodeRepository) delete result.DefaultCodeRepository;
  if (DisassociateAdditionalCodeRepositories) delete result.AdditionalCodeRepositories;
  if (DisassociateAcceleratorTypes) delete result.AcceleratorTypes;
  return result;
};
