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
  outgoing: Outgoing[];
  isSending: boolean;
  isGuideOpen: boolean;
  actions: WorkActions;
}

export function WorkBar({ state, meter, outgoing, isSending, isGuideOpen, actions }: WorkBarProps) {
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
        {actions.undo !== null && (
          <Button variant="subtle" size="xs" onClick={actions.undo}>
            {t("work.undo")}
          </Button>
        )}
        <Button variant="default" size="xs" onClick={actions.skip}>
          {t("work.skip")}
        </Button>
        <Button size="xs" onClick={actions.submit} loading={isSending}>
          {t("work.submit")}
        </Button>
      </Group>
    </Group>
  );
}
