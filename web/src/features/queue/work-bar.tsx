import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Outgoing } from "@/api/outgoing";
import { ActiveClock } from "@/shared/work/active-clock";
import type { ActiveTimeMeter } from "@/shared/work/active-time";
import type { DraftState } from "@/shared/work/draft-saver";
import { DraftStatus } from "@/shared/work/draft-status";
import { OutgoingStatus } from "@/shared/work/outgoing-status";
import type { WorkActions } from "./work-keys";

interface WorkBarProps {
  state: DraftState;
  meter: ActiveTimeMeter;
  outgoing: readonly Outgoing[];
  isTakingBack: boolean;
  isGuideOpen: boolean;
  actions: WorkActions;
}

export function WorkBar({ state, meter, outgoing, isTakingBack, isGuideOpen, actions }: WorkBarProps) {
  const { t } = useTranslation();
  return (
    <Group justify="space-between" gap="xs">
      <Group gap="md">
        <Button variant="default" size="xs" onClick={actions.toggleGuide} aria-expanded={isGuideOpen}>
          {t(isGuideOpen ? "work.closeGuide" : "work.openGuide")}
        </Button>
        <DraftStatus state={state} />
        <ActiveClock meter={meter} />
        <OutgoingStatus outgoing={outgoing} />
      </Group>
      <Group gap="xs">
        {(actions.undo !== null || isTakingBack) && (
          <Button variant="subtle" size="xs" onClick={actions.undo ?? undefined} loading={isTakingBack}>
            {t("work.undo")}
          </Button>
        )}
        <Button variant="default" size="xs" onClick={actions.skip}>
          {t("work.skip")}
        </Button>
        {/* The second click of a double one was meant for the task before. */}
        <Button size="xs" onClick={(event) => event.detail < 2 && actions.submit()}>
          {t("work.submit")}
        </Button>
      </Group>
    </Group>
  );
}
