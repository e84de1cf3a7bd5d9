import { Text } from "@mantine/core";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { TextEditor } from "@/shared/rich-text/editor";
import { closeSlash, type Slash } from "@/shared/rich-text/slash";
import classes from "./rich-body.module.css";
import { matching, slashItems, type SlashItem } from "./slash-items";

interface Corner {
  top: number;
  left: number;
  transform?: string;
}

interface SlashState {
  slash: Slash | null;
  items: SlashItem[];
  active: number;
  open: (slash: Slash | null, dom: HTMLElement) => void;
  /** True: the key is used up. */
  press: (event: KeyboardEvent) => boolean;
  choose: (item: SlashItem) => void;
  point: (active: number) => void;
  /** Where the list stands, from the corner of the editor. */
  corner: Corner;
}

// All of them at once would be a second box to scroll in.
const SHOWN = 8;
const HEIGHT = 290;

/** The list behind a slash: which entries fit, and which one is at hand. */
export function useSlash(made: TextEditor | null, id: string): SlashState {
  const { t } = useTranslation();
  const all = useMemo(() => slashItems(t), [t]);
  const [slash, setSlash] = useState<Slash | null>(null);
  const [active, setActive] = useState(0);
  const [corner, setCorner] = useState<Corner>({ top: 0, left: 0 });
  const items = useMemo(() => (slash === null ? [] : matching(all, slash.query)), [all, slash]);
  const isShown = items.length > 0;
  useEffect(() => {
    const dom = made?.editor.view.dom;
    if (dom === undefined) return;
    for (const [name, value] of [["aria-controls", `${id}-slash`], ["aria-activedescendant", `${id}-${items[active]?.id ?? ""}`]] as const) {
      if (isShown) dom.setAttribute(name, value);
      else dom.removeAttribute(name);
    }
  }, [made, id, items, active, isShown]);
  const choose = (item: SlashItem) => {
    if (made !== null && slash !== null) item.run(made, slash);
  };
  return {
    slash,
    items,
    active,
    corner,
    choose,
    point: setActive,
    open: (found, dom) => {
      if (found !== null && found.from !== slash?.from && made !== null) setCorner(cornerOf(made, found, dom));
      setSlash(found);
      setActive(0);
    },
    press: ({ key }) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[key];
      const item = items[active];
      if (made === null || item === undefined) return false;
      if (step !== undefined) setActive((active + step + items.length) % items.length);
      else if (key === "Enter") choose(item);
      else if (key === "Escape") closeSlash(made.editor.view);
      else return false;
      return true;
    },
  };
}

/** Under the slash; above it where there is no room. */
function cornerOf({ editor: { view } }: TextEditor, { from }: Slash, dom: HTMLElement): Corner {
  const frame = dom.closest(`.${classes.frame ?? ""}`)?.getBoundingClientRect() ?? new DOMRect();
  const { left, top, bottom } = view.coordsAtPos(from);
  const isBelow = bottom + HEIGHT < window.innerHeight;
  const place = { left: Math.min(left - frame.left, Math.max(0, frame.width - 300)), top: (isBelow ? bottom + 4 : top - 4) - frame.top };
  return isBelow ? place : { ...place, transform: "translateY(-100%)" };
}

export function SlashList({ slash: { slash, items, active, corner, choose, point }, id }: { slash: SlashState; id: string }) {
  const { t } = useTranslation();
  // Several words that fit nothing are a sentence with a slash in it.
  if (slash === null || (items.length === 0 && slash.query.includes(" "))) return null;
  if (items.length === 0) {
    return (
      <div className={classes.slash} style={corner} role="status">
        <Text size="sm" c="dimmed" p="xs">
          {t("guideEdit.slash.none")}
        </Text>
      </div>
    );
  }
  const first = Math.max(0, active - SHOWN + 1);
  const nMore = items.length - first - SHOWN;
  return (
    <div className={classes.slash} style={corner}>
      <div id={`${id}-slash`} role="listbox" aria-label={t("guideEdit.slash.label")}>
        {items.slice(first, first + SHOWN).map((item, index) => (
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the keys are those of the editor, which has the focus
          <div
            key={item.id}
            id={`${id}-${item.id}`}
            role="option"
            aria-selected={first + index === active}
            aria-posinset={first + index + 1}
            aria-setsize={items.length}
            className={classes.entry}
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={() => point(first + index)}
            onClick={() => choose(item)}
          >
            <span>{item.label}</span>
            <Text span size="xs" c="dimmed">
              {t(`guideEdit.slash.groups.${item.group}`)}
            </Text>
          </div>
        ))}
      </div>
      {nMore > 0 && (
        <Text size="xs" c="dimmed" px="xs" pb={4} aria-hidden>
          {t("guideEdit.slash.more", { count: nMore })}
        </Text>
      )}
    </div>
  );
}
