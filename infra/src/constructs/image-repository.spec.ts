import type { Construct } from 'constructs';
import { onlyResource, surroundings, synthesise } from '../testing/synthesised.ts';
import { EncryptionKey } from './encryption-key.ts';
import { ImageRepository } from './image-repository.ts';

const KEY_ARN = 'arn:aws:kms:us-east-1:123456789012:key/1234';

const repository = (customerKey: string) =>
  synthesise((scope: Construct) => {
    const { namePrefix, location, retain } = surroundings(scope);
    new ImageRepository(scope, 'image', {
      namePrefix,
      image: 'random-forest',
      retain,
      encryption: new EncryptionKey(scope, 'encryption', { namePrefix, location, customerKey }),
    });
  });

it('scans what is pushed, and never moves a tag', () => {
  expect(onlyResource(repository('none'), 'aws_ecr_repository')).toMatchObject({
    name: 'ngwaf-test-random-forest',
    image_scanning_configuration: { scan_on_push: true },
    image_tag_mutability: 'IMMUTABLE',
  });
});

it.each([
  ['none', { encryption_type: 'AES256' }],
  [KEY_ARN, { encryption_type: 'KMS', kms_key: KEY_ARN }],
])('is encrypted by the key that the environment names: %s', (customerKey, encryption) => {
  const { encryption_configuration: configuration } = onlyResource(
    repository(customerKey),
    'aws_ecr_repository',
  );
  expect(configuration).toEqual([encryption]);
});

it('goes with its images only when they are not to be retained', () => {
  expect(onlyResource(repository('none'), 'aws_ecr_repository')['force_delete']).toBe(
    '${!var.retain_data}',
  );
});

it('keeps the last ten releases', () => {
  const policy = String(onlyResource(repository('none'), 'aws_ecr_lifecycle_policy')['policy']);
  expect(policy).toContain('"countType" = "imageCountMoreThan"');
  expect(policy).toContain('"countNumber" = 10');
});
