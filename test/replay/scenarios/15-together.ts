import { CaseClient, envelope } from '../../support/cases.ts';
import { ordinary } from '../../support/lives.ts';
import type { Scenario } from '../stage.ts';

const note = (text: string) => envelope('AddNote', { text }, 'dispatcher', null);

export const scenario: Scenario = {
  shows: '一个工作流任务里的几个命令，其中有被拒绝的；只有拒绝的任务',
  play: ({ beside, keep }) =>
    beside(async ({ client, worker }) => {
      const one = new CaseClient(client);
      await one.open();
      await one.take(ordinary[0]!);
      const unfit = () => one.did('DispatchCase', { unitId: 'nowhere', instruction: '没有这个单位' }, 'dispatcher');
      const refusal = envelope('AcceptDispatch', { handlerIds: ['handler1', 'handler1'] } as never, 'handler1', await one.state());
      await unfit().then(
        () => Promise.reject(new Error('a unit that is not there was given a case')),
        () => undefined,
      );
      // A refusal alone leaves nothing; after a task that nobody took in time it leaves an empty one.
      await worker.stop();
      const refused = one.send(refusal).then(
        () => 'done',
        () => 'refused',
      );
      await new Promise((resolve) => setTimeout(resolve, 7_000));
      await worker.start();
      if ((await refused) !== 'refused') throw new Error('one officer twice took up a case');

      await worker.stop();
      const sent = [note('一'), refusal, note('二'), note('三'), refusal, note('四')].map((command) =>
        one.send(command).then(
          () => 'done',
          () => 'refused',
        ),
      );
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await worker.start();
      const outcomes = await Promise.all(sent);
      if (outcomes.filter((outcome) => outcome === 'done').length !== 4) throw new Error(`of six: ${outcomes.join()}`);
      await one.take(ordinary[1]!);
      await keep(client, one.handle.workflowId);
    }),
};
