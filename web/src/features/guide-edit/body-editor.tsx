import { Group, SegmentedControl, Skeleton, Text } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState, type ComponentType, type ReactNode, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { meQuery } from "@/api/auth";
import "@/shared/i18n/guide-editor";
import { KeyHelp } from "@/shared/ui/key-help";
import { KeyHint } from "@/shared/ui/key-hint";
import type { BodyProps, BodyView } from "./body-view";
import classes from "./guide-edit.module.css";
import { MarkdownBody } from "./markdown-body";

const SWITCH_KEYS = ["mod+m"];
const WAYS = ["rich", "markdown"] as const;
type Way = (typeof WAYS)[number];

let fetched: ComponentType<BodyProps> | null = null;

interface BodyEditorProps extends Omit<BodyProps, "view" | "start"> {
  view: RefObject<BodyView | null>;
  /** What the rich text shows by itself. */
  children: ReactNode;
}

/** The text of a rule: as it reads, or as its Markdown. Each person has the way that they used last. */
export function BodyEditor({ view, children, ...props }: BodyEditorProps) {
  const { t } = useTranslation();
  const [way, setWay] = useWay();
  const [Rich, isMissing, tryAgain] = useRichBody(way === "rich");
  const [start, setStart] = useState<BodyProps["start"]>(null);
  const shown = isMissing ? "markdown" : way;
  // By the key the hands stay in the text; who chooses with the pointer is not in it.
  const byKey = () => {
    setStart(view.current?.lines() ?? null);
    setWay(way === "rich" ? "markdown" : "rich");
  };
  const choose = (next: Way) => {
    setStart(null);
    setWay(next);
    tryAgain();
  };
  return (
    <div className={classes.body}>
      <KeyHelp shortcuts={[{ keys: SWITCH_KEYS, label: t("guideEdit.ways.key"), run: byKey, whileTyping: true }]} />
      <Group className={classes.ways ?? ""} gap="xs">
        <KeyHint keys={SWITCH_KEYS} />
        <SegmentedControl
          size="xs"
          aria-label={t("guideEdit.ways.label")}
          data={WAYS.map((value) => ({ value, label: t(`guideEdit.ways.${value}`) }))}
          value={shown}
          onChange={choose}
        />
      </Group>
      {isMissing && (
        <Text size="sm" c="dimmed" role="status">
          {t("guideEdit.ways.missing")}
        </Text>
      )}
      {shown === "markdown" ? <MarkdownBody {...props} view={view} start={start} /> : Rich === null ? <Skeleton h="20rem" mt="lg" /> : <Rich {...props} view={view} start={start} />}
      {shown === "markdown" && children}
    </div>
  );
}

function useWay() {
  const identity = useQuery(meQuery).data?.identity.id ?? "";
  return useLocalStorage<Way>({ key: `copydesk.guide-edit.${identity}`, defaultValue: "rich", getInitialValueInEffect: false });
}

/** The rich editor, fetched when it is first wanted; true where that failed, and how it is tried again. */
function useRichBody(isWanted: boolean): [ComponentType<BodyProps> | null, boolean, () => void] {
  const [Rich, setRich] = useState(() => fetched);
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    if (!isWanted || isMissing || Rich !== null) return;
    import("./rich-body").then(
      ({ RichBody }) => {
        fetched = RichBody;
        setRich(() => RichBody);
      },
      () => setMissing(true),
    );
  }, [isWanted, isMissing, Rich]);
  return [Rich, isMissing && Rich === null, () => setMissing(false)];
}
