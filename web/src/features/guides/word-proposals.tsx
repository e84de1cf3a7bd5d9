import { Button, Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWordEdits, wordProposalsQuery, type ProposalState, type WordProposal } from "@/api/words";
import { DateTime } from "@/shared/ui/date-time";
import { ErrorNotice } from "@/shared/ui/error-notice";
import { TextLink } from "@/shared/ui/link-button";
import { Loaded } from "@/shared/ui/loaded";
import { MoreButton } from "@/shared/ui/more-button";
import { Section } from "@/shared/ui/section";
import classes from "./word-proposals.module.css";

const STATES = ["waiting", "declined"] as const;

/** Words that people at work hold for names, for a lead to settle. */
export function WordProposals({ projectId }: { projectId: string }) {
  const { t } = useTranslation();
  const [state, setState] = useState<ProposalState>("waiting");
  const proposals = useInfiniteQuery(wordProposalsQuery(projectId, state));
  const { settle } = useWordEdits(projectId);
  const choice = (
    <SegmentedControl
      aria-label={t("words.proposals")}
      data={STATES.map((value) => ({ value, label: t(`words.states.${value}`) }))}
      value={state}
      onChange={setState}
      size="xs"
    />
  );
  return (
    <Section title={t("words.proposals")} intro={t("words.proposalsIntro")} actions={choice}>
      {settle.error !== null && <ErrorNotice error={settle.error} title={t("words.notSettled")} />}
      <Loaded query={proposals}>
        {({ pages }) => {
          const all = pages.flatMap(({ items }) => items);
          if (all.length === 0) return <Text c="dimmed">{t(`words.none.${state === "declined" ? "declined" : "waiting"}`)}</Text>;
          return (
            <Stack gap="sm">
              {all.map((proposal) => (
                <Proposed
                  key={proposal.id}
                  projectId={projectId}
                  proposal={proposal}
                  isPending={settle.isPending}
                  onSettle={(accept) => settle.mutate({ proposal_id: proposal.id, accept })}
                />
              ))}
            </Stack>
          );
        }}
      </Loaded>
      <MoreButton query={proposals} />
    </Section>
  );
}

interface ProposedProps {
  projectId: string;
  proposal: WordProposal;
  isPending: boolean;
  onSettle: (accept: boolean) => void;
}

/** One word, who asked for it, and where it was used. */
function Proposed({ projectId, proposal, isPending, onSettle }: ProposedProps) {
  const { t } = useTranslation();
  const { word, state, uses } = proposal;
  return (
    <article className={classes.proposal} aria-label={word}>
      <Group justify="space-between" gap="sm">
        <Text fw={600} dir="auto" className={classes.word ?? ""}>
          {word}
        </Text>
        <Group gap="xs">
          <Button size="xs" disabled={isPending} onClick={() => onSettle(true)}>
            {t("words.accept")}
          </Button>
          {state === "waiting" && (
            <Button size="xs" variant="default" disabled={isPending} onClick={() => onSettle(false)}>
              {t("words.decline")}
            </Button>
          )}
        </Group>
      </Group>
      <ul className={classes.uses}>
        {uses.map(({ member_id, name, pseudonym, item_id, excerpt, used_at }) => (
          <li key={member_id}>
            <Text size="sm" dir="auto" className={classes.word ?? ""}>
              <Excerpt text={excerpt} word={word} />
            </Text>
            <Text size="sm" c="dimmed">
              {name ?? pseudonym} · <DateTime iso={used_at} /> ·{" "}
              <TextLink to="/projects/$projectId/items" params={{ projectId }} search={{ item: item_id }} underline="always" inherit>
                {t("words.item")}
              </TextLink>
            </Text>
          </li>
        ))}
      </ul>
    </article>
  );
}

/** The words around it, with the word itself marked. */
function Excerpt({ text, word }: { text: string; word: string }) {
  const at = text.toLowerCase().indexOf(word.toLowerCase());
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark className={classes.mark}>{text.slice(at, at + word.length)}</mark>
      {text.slice(at + word.length)}
    </>
  );
}
