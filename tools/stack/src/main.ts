import { runMainProgram } from '@ngwaf/tool-cli';
import { STACK } from './program.ts';
import { endRunning, interruptRunning } from './run.ts';

// Terraform is a process group of its own: it hears of an interruption from here alone. The first one
// lets it finish what it has begun, write its state and let go of the lock; the second ends it.
let isInterrupted = false;
const onInterrupt = (): void => {
  if (isInterrupted) {
    void endRunning().then(() => process.exit(130));
    return;
  }
  isInterrupted = true;
  console.error(
    '\nInterrupted: letting Terraform finish what it has begun (again to end it at once)',
  );
  interruptRunning();
};
process.on('SIGINT', onInterrupt);
process.on('SIGTERM', onInterrupt);

await runMainProgram(STACK);
