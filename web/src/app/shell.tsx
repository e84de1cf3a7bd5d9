import { ActionIcon, Text, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Outlet, useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { meQuery, type Me } from "@/api/auth";
import { useLive } from "@/api/live";
import { mayEnter, membershipIn } from "@/api/permissions";
import { SignInAgain } from "@/features/auth/sign-in-again";
import { Icon } from "@/shared/ui/icon";
import { KeyHint } from "@/shared/ui/key-hint";
import { later } from "@/shared/ui/later";
import { TextLink } from "@/shared/ui/link-button";
import { onceWanted } from "@/shared/ui/once-wanted";
import { useShortcuts, type Shortcut } from "@/shared/ui/use-shortcuts";
import { AccountButton } from "./account-button";
import { BellButton } from "./bell-button";
import { Keys } from "./keys";
import type { NoticeBellProps } from "./notice-bell";
import { useNotices } from "./notices";
import { usePaletteEntries } from "./palette-entries";
import { useAppliedPreferences } from "./preferences";
import { ProjectNav } from "./project-nav";
import classes from "./shell.module.css";
import { SwitchButton, type SwitchProps } from "./switch-button";

const AccountMenu = onceWanted<{ identity: Me["identity"] }>(
  async () => (await import("./account-menu")).AccountMenu,
  ({ identity, onWanted }) => <AccountButton identity={identity} onClick={onWanted} />,
);
const ProjectSwitch = onceWanted<SwitchProps>(
  async () => (await import("./project-switch")).ProjectSwitch,
  ({ memberships, projectId, onWanted }) => <SwitchButton memberships={memberships} projectId={projectId} onClick={onWanted} />,
);
const NoticeBell = onceWanted<NoticeBellProps>(
  async () => (await import("./notice-bell")).NoticeBell,
  ({ unseen, onWanted }) => <BellButton unseen={unseen} aria-expanded={false} onClick={onWanted} />,
);
const Palette = later(async () => (await import("@/features/search/palette")).Palette);

export function Shell() {
  const me = useQuery(meQuery);
  // The router lets nobody in before this is known.
  return me.data === undefined ? null : <KnownShell me={me.data} />;
}

function KnownShell({ me }: { me: Me }) {
  const { t } = useTranslation();
  const { projectId } = useParams({ strict: false });
  const navigate = useNavigate();
  const [helpOpened, help] = useDisclosure(false);
  const [paletteOpened, palette] = useDisclosure(false);
  useAppliedPreferences(me.identity.id);
  const general: Shortcut[] = [
    { keys: ["mod+k"], label: t("palette.title"), run: palette.open, whileTyping: true },
    { keys: ["?"], label: t("keys.help"), run: help.open },
  ];
  useShortcuts(general);
  return (
    <Keys general={general} opened={helpOpened} onClose={help.close}>
      <header className={classes.bar}>
        <a href="#content" className="skip-link">
          {t("shell.skip")}
        </a>
        <div className={classes.header}>
          <TextLink to="/" underline="never" className={classes.brand ?? ""}>
            Copydesk
          </TextLink>
          {me.memberships.length > 0 && <ProjectSwitch memberships={me.memberships} projectId={projectId} />}
          {projectId !== undefined && mayEnter(me, projectId) && <ProjectNav projectId={projectId} />}
          <Tools me={me} projectId={projectId} onSearch={palette.open} onHelp={help.open} />
        </div>
      </header>
      <main id="content" tabIndex={-1} className={classes.main}>
        <Outlet />
      </main>
      <SignInAgain />
      <Palette
        opened={paletteOpened}
        entries={usePaletteEntries(me, projectId)}
        onClose={palette.close}
        onChoose={(entry) => {
          palette.close();
          void navigate({ href: entry.href });
        }}
      />
    </Keys>
  );
}

interface ToolsProps {
  me: Me;
  projectId: string | undefined;
  onSearch: () => void;
  onHelp: () => void;
}

function Tools({ me, projectId, onSearch, onHelp }: ToolsProps) {
  const { t } = useTranslation();
  const { notices, unseen, markSeen } = useNotices(me.identity.id);
  const membership = projectId === undefined ? null : membershipIn(me, projectId);
  const url = membership === null ? null : `/api/v1/projects/${membership.project_id}/live`;
  const live = useLive(url);
  return (
    <div className={classes.tools}>
      <Text size="xs" c="dimmed" role="status">
        {live === "waiting" ? t("live.waiting") : ""}
      </Text>
      <UnstyledButton className={classes.search ?? ""} onClick={onSearch} aria-label={t("palette.title")} fz="sm">
        <Icon name="search" size={16} />
        <span>{t("palette.button")}</span>
        <KeyHint keys={["mod+k"]} />
      </UnstyledButton>
      <NoticeBell notices={notices} unseen={unseen} onSeen={markSeen} />
      <ActionIcon variant="subtle" color="gray" c="var(--mantine-color-text)" size={32} aria-label={t("help.button")} onClick={onHelp}>
        <Icon name="question" />
      </ActionIcon>
      <AccountMenu identity={me.identity} />
    </div>
  );
}
