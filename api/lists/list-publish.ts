/** A checked draft becomes the list: by a second person, in one commit, heard by every process. */
import { LIST_LABELS, type ListName } from '../../domain/lists/list-names.ts';
import { versionLabel } from '../../domain/lists/versions.ts';
import type { Person } from '../../domain/people.ts';
import { refuse } from '../../domain/result.ts';
import { addDays, legalDateOf } from '../../domain/terms/instant.ts';
import type { Instant } from '../../domain/terms/model.ts';
import type { Database } from '../database/database.ts';
import { refused } from '../http/problem.ts';
import { contentOf, publishedStamp } from './list-check.ts';
import { idsOf, LISTS_LOCK, newestOf, readDraft, requireEffectiveAfter } from './list-drafts.ts';
import type { Lists } from './list-store.ts';

const stale = (why: string) => refused(refuse('list-check-stale', why, ['重新检查后再批准']));

/**
 * Publishes; the version before ends the day before this one begins. Approving again what is published changes nothing.
 * `seen`: the content hash that the approver has read; another content is refused.
 */
export async function publishList(
  database: Database,
  lists: Lists,
  approver: Person,
  list: ListName,
  version: string,
  seen: string | null,
  now: Instant,
): Promise<void> {
  await database.transaction(async (queries) => {
    await queries.run(LISTS_LOCK);
    const draft = await readDraft(queries, list, version);
    const label = `${LIST_LABELS[list]}${version}`;
    if (draft.status === 'published') return;
    if (seen !== null && seen !== draft.contentHash) {
      throw refused(refuse('list-draft-changed', `${label}的草稿已不是您看到的内容`, ['刷新后重新查看']));
    }
    if (draft.status !== 'checked' || !draft.check)
      throw refused(refuse('list-unchecked', `${label}还没有通过检查`, ['先检查草稿及其对在办案件的影响']));
    if (draft.createdBy === approver.id) throw refused(refuse('second-person-required', '起草人不能批准自己起草的清单', ['由另一人批准']));
    const newest = await newestOf(queries, list);
    if (draft.base !== newest.version) {
      throw refused(
        refuse(
          'list-base-moved',
          `起草以来已发布${versionLabel(newest)}，本稿以${draft.base ?? '未知版本'}为基础`,
          ['撤回本稿，在新版上重新起草'],
          [versionLabel(newest)],
        ),
      );
    }
    requireEffectiveAfter(list, draft.effectiveFrom, newest, now);
    if ((await contentOf(queries, list, version)) !== draft.check.contentHash) throw stale(`${label}在检查以后有改动`);
    if ((await publishedStamp(queries)) !== draft.check.against) throw stale(`检查以后又发布了与之相关的清单，${label}的检查结果已经过时`);
    const today = legalDateOf(now);
    if (draft.effectiveFrom < today && draft.effectiveFrom >= draft.check.at.slice(0, 10))
      throw stale(`检查以后生效日期${draft.effectiveFrom}已经过去`);
    // Before it is published itself: two are never open at once.
    await queries.run(
      `update list_version set effective_until = $2 where id = any($1) and status = 'published' and effective_until is null`,
      [idsOf(list, newest.version), addDays(draft.effectiveFrom, -1)],
    );
    await queries.run(
      `update list_version set status = 'published', approved_by = $2, published_at = clock_timestamp() where id = any($1)`,
      [idsOf(list, version), approver.id],
    );
  });
  lists.refresh();
}
