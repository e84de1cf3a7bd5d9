/** What the items page shows, as it stands in its address. */
export interface ItemSearch {
  text?: string;
  id?: string;
  state?: ItemState;
  batch?: string;
  member?: string;
  rule?: string;
  from?: string;
  until?: string;
  /** A day of the project's time zone on which work was sent, and at which stage. */
  finished?: string;
  stage?: ItemStage;
  /** At least so many people's answers count. */
  people?: string;
  sort?: ItemSort;
  /** Columns that are hidden, comma by comma. */
  hide?: string;
  cursor?: string;
  /** The item whose history is open. */
  item?: string;
}

/** Undefined takes a part away. */
export type ItemSearchChange = { [Key in keyof ItemSearch]?: ItemSearch[Key] | undefined };

export const ITEM_STATES = ["waiting", "in_work", "in_review", "returned", "for_lead", "done", "retired"] as const;
type ItemState = (typeof ITEM_STATES)[number];

export const ITEM_STAGES = ["annotate", "review"] as const;
type ItemStage = (typeof ITEM_STAGES)[number];

export const ITEM_SORTS = ["newest", "oldest", "external_id", "priority", "answered"] as const;
type ItemSort = (typeof ITEM_SORTS)[number];

export const COLUMNS = ["state", "answers", "findings", "priority", "versions", "batch", "created", "activity"] as const;
export type Column = (typeof COLUMNS)[number];

const TEXTS = ["text", "id", "batch", "member", "rule", "from", "until", "finished", "people", "hide", "cursor", "item"] as const;
const TEXT_LEAST = 2;

/** Reads an address that anybody may have typed: what is unknown or empty falls away. */
export function readItemSearch(search: Record<string, unknown>): ItemSearch {
  const read: ItemSearch = {};
  for (const key of TEXTS) {
    const value = search[key];
    if ((typeof value === "string" && value !== "") || typeof value === "number") read[key] = String(value);
  }
  const state = ITEM_STATES.find((known) => known === search.state);
  const sort = ITEM_SORTS.find((known) => known === search.sort);
  const stage = ITEM_STAGES.find((known) => known === search.stage);
  return {
    ...read,
    ...(state === undefined ? {} : { state }),
    ...(stage === undefined ? {} : { stage }),
    ...(sort === undefined ? {} : { sort }),
  };
}

/** The parts that narrow the list, as the server names them. */
export function filterOf({ text, id, state, batch, member, rule, from, until, finished, stage, people }: ItemSearch) {
  return {
    ...(text !== undefined && text.length >= TEXT_LEAST && { text }),
    ...(id !== undefined && { external_id_prefix: id }),
    ...(state !== undefined && { state }),
    ...(batch !== undefined && { batch_id: batch }),
    ...(member !== undefined && { member_id: member }),
    ...(rule !== undefined && { rule_key: rule }),
    ...(from !== undefined && { created_from: dayStart(from) }),
    ...(until !== undefined && { created_until: dayStart(until) }),
    ...(finished !== undefined && { finished_on: finished }),
    ...(finished !== undefined && stage !== undefined && { finished_stage: stage }),
    ...(people !== undefined && Number(people) > 0 && { people_min: Number(people) }),
  };
}

/** What a saved view keeps: not the page that was open, nor the item. */
export function viewOf(search: ItemSearch): ItemSearch {
  return changed(search, { cursor: undefined, item: undefined });
}

/** Another filter begins at the first page; the item that is open stays open. */
export function narrowed(search: ItemSearch, change: ItemSearchChange): ItemSearch {
  return changed(search, { ...change, cursor: undefined });
}

export function changed(search: ItemSearch, change: ItemSearchChange): ItemSearch {
  return Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined));
}

/** Hidden until somebody asks for them. */
const USUALLY_HIDDEN = "versions,created";
const NONE = "none";

export function isHidden({ hide = USUALLY_HIDDEN }: ItemSearch, column: Column): boolean {
  return hide.split(",").includes(column);
}

export function toggled(search: ItemSearch, column: Column): string | undefined {
  const hidden = COLUMNS.filter((one) => (one === column ? !isHidden(search, one) : isHidden(search, one)));
  const hide = hidden.length === 0 ? NONE : hidden.join(",");
  return hide === USUALLY_HIDDEN ? undefined : hide;
}

function dayStart(day: string): string {
  const date = new Date(`${day}T00:00:00`);
  return Number.isNaN(date.getTime()) ? day : date.toISOString();
}
