import {
  CreateRepositoryCommand,
  ECRClient,
  ListImagesCommand,
  PutImageCommand,
} from '@aws-sdk/client-ecr';
import { startMoto, type Moto } from '@ngwaf/testing';
import type { Clients } from './clients.ts';
import { removeImages } from './remove-images.ts';

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto.stop());

const remove = (ecr: ECRClient, prefix: string) =>
  removeImages({ ecr } as Clients, prefix, () => undefined);

it('leaves a repository that can be deleted, however many images it holds', async () => {
  const ecr = new ECRClient(moto.clientConfig);
  const repositoryName = 'ngwaf-test-random-forest';
  await ecr.send(new CreateRepositoryCommand({ repositoryName }));
  for (let number = 0; number < 120; number += 1) {
    await ecr.send(
      new PutImageCommand({
        repositoryName,
        imageTag: `tag-${number}`,
        imageManifestMediaType: 'application/vnd.docker.distribution.manifest.v2+json',
        imageManifest: JSON.stringify({ schemaVersion: 2, layers: [], number }),
      }),
    );
  }

  await remove(ecr, 'ngwaf-test');

  const { imageIds } = await ecr.send(new ListImagesCommand({ repositoryName }));
  expect(imageIds).toEqual([]);
});

it('has nothing to do where there is no repository', async () => {
  await expect(remove(new ECRClient(moto.clientConfig), 'ngwaf-none')).resolves.toBeUndefined();
});
