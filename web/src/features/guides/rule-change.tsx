import { Badge, Code, Group, List, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { RuleChange as Change } from "@/api/guides";
import { RuleText } from "@/shared/ui/rule-text";
import { TextDiff } from "@/shared/ui/text-diff";
import { kindsOf } from "./change-kinds";
import { withoutSigns } from "./without-signs";
import classes from "./rule-change.module.css";

/** One rule as it was and as it is: what kind of change, then the words. */
export function RuleChange({ change }: { change: Change }) {
  const { t } = useTranslation();
  const { old, new: now } = change;
  const shown = now ?? old;
  if (shown === null) return null;
  const kinds = kindsOf(change);
  return (
    <article className={classes.change} data-kind={kinds[0]} aria-label={shown.title}>
      <Group gap="xs" mb="xs">
        <Title order={3} size="h5" td={now === null ? "line-through" : undefined}>
          {shown.title}
        </Title>
        <Code>{shown.key}</Code>
        {kinds.map((kind) => (
          <Badge key={kind} size="sm" variant="default">
            {t(`guideChange.kinds.${kind}`)}
          </Badge>
        ))}
      </Group>
      <ChangedParts change={change} />
      {now !== null && change.added !== null && <RuleText rule={{ body: now.body, ...change.added }} />}
      {old !== null && now === null && <TextDiff before={old.body} after="" />}
      {old !== null && now !== null && change.is_reworded && <Reworded before={shownBody(change, old.body)} after={shownBody(change, now.body)} />}
    </article>
  );
}

/** Word by word; the signs of Markdown are shown only where nothing but they changed. */
function Reworded({ before, after }: { before: string; after: string }) {
  const [words, newWords] = [withoutSigns(before), withoutSigns(after)];
  return words === newWords ? <TextDiff before={before} after={after} /> : <TextDiff before={words} after={newWords} />;
}

/** Checks that did not change are left out: they are for programs. */
function shownBody({ checks }: Change, body: string): string {
  return (checks === null ? body.replace(/^(`{3,}|~{3,})check\b[^]*?^\1[ \t]*$\n?/gm, "") : body).trim();
}

/** What changed beside the words of the body. */
function ChangedParts({ change }: { change: Change }) {
  const { t } = useTranslation();
  const { old, checks } = change;
  const lines = [
    change.is_renamed && old !== null ? t("guideChange.wasKey", { key: old.key }) : "",
    change.is_retitled && old !== null ? t("guideChange.wasTitle", { title: old.title }) : "",
    ...Object.entries(change.attributes).map(([name, [before, after]]) =>
      t("guideChange.attribute", { name, old: before ?? t("guideChange.unset"), new: after ?? t("guideChange.unset") }),
    ),
    checks === null || checks.added.length === 0 ? "" : t("guideChange.checkAdded", { names: checks.added.join(", ") }),
    checks === null || checks.removed.length === 0 ? "" : t("guideChange.checkRemoved", { names: checks.removed.join(", ") }),
    checks === null || checks.changed.length === 0 ? "" : t("guideChange.checkChanged", { names: checks.changed.join(", ") }),
  ].filter((line) => line !== "");
  if (lines.length === 0) return null;
  return (
    <List size="sm" mb="xs">
      {lines.map((line) => (
        <List.Item key={line}>
          <Text span size="sm" dir="auto">
            {line}
          </Text>
        </List.Item>
      ))}
    </List>
  );
}
