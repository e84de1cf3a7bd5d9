import { Group, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Overview } from "@/api/overview";
import { Section } from "@/shared/ui/section";
import classes from "./pace-section.module.css";

type Pace = Overview["paces"][number];
type Forecast = Overview["forecasts"][number];

/** What was finished each day, and when the rest will be if work goes on like this. */
export function PaceSection({ projectId, paces, forecasts }: { projectId: string; paces: Pace[]; forecasts: Forecast[] }) {
  const { t } = useTranslation();
  return (
    <Section title={t("pace.title")} intro={t("pace.intro")}>
      <Stack gap="lg">
        {paces.map((pace) => (
          <StagePace key={pace.stage} projectId={projectId} pace={pace} forecast={forecasts.find((one) => one.stage === pace.stage)} />
        ))}
      </Stack>
    </Section>
  );
}

function StagePace({ projectId, pace, forecast }: { projectId: string; pace: Pace; forecast: Forecast | undefined }) {
  const { t } = useTranslation();
  const name = t(`stage.${pace.stage}`);
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text fw={600} size="sm">
          {name}
        </Text>
        {forecast !== undefined && <ForecastText forecast={forecast} />}
      </Group>
      <DayBars projectId={projectId} stage={pace.stage} days={pace.days} label={t("pace.chart", { name })} />
    </div>
  );
}

interface DayBarsProps {
  projectId: string;
  stage: Pace["stage"];
  days: Pace["days"];
  label: string;
}

/** A bar for each day; it opens the items of that day. */
function DayBars({ projectId, stage, days, label }: DayBarsProps) {
  const { t } = useTranslation();
  const dayText = useDayText();
  const most = Math.max(1, ...days.map((day) => day.n));
  const total = days.reduce((sum, day) => sum + day.n, 0);
  return (
    <figure className={classes.figure} aria-label={`${label}: ${t("pace.total", { count: total, days: days.length })}`}>
      <div className={classes.bars}>
        {days.map(({ day, n }) => (
          <div key={day} className={classes.day}>
            {n > 0 && (
              <Link
                to="/projects/$projectId/items"
                params={{ projectId }}
                search={{ finished: day, stage }}
                className={classes.link ?? ""}
                aria-label={t("pace.day", { day: dayText(day), count: n })}
                title={t("pace.day", { day: dayText(day), count: n })}
              >
                <span className={classes.n} aria-hidden>
                  {n}
                </span>
                <span className={classes.bar} style={{ height: `${(TALLEST * n) / most}%` }} />
              </Link>
            )}
          </div>
        ))}
      </div>
      <figcaption className={classes.caption}>
        <span>{days[0] !== undefined && dayText(days[0].day)}</span>
        <span>{t("pace.today")}</span>
      </figcaption>
    </figure>
  );
}

/** Of the height, so that its number fits above the tallest bar. */
const TALLEST = 78;

function ForecastText({ forecast }: { forecast: Forecast }) {
  const { t, i18n } = useTranslation();
  const dayText = useDayText();
  const { low, middle, high, reason, n_left } = forecast;
  if (reason !== null || low === null || middle === null || high === null) {
    return (
      <Text size="sm" c="dimmed">
        {t(`pace.reason.${reason ?? "too_few_days"}`)}
      </Text>
    );
  }
  const pace = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 }).format(forecast.n_per_day);
  return (
    <Text size="sm">
      {t("pace.left", { count: n_left, pace })} <strong>{dayText(middle)}</strong>{" "}
      <Text span size="xs" c="dimmed">
        {t("pace.interval", { low: dayText(low), high: dayText(high) })}
      </Text>
    </Text>
  );
}

/** A day without a time is the same day everywhere. */
function useDayText(): (day: string) => string {
  const { i18n } = useTranslation();
  const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium", timeZone: "UTC" });
  return (day) => format.format(new Date(`${day}T00:00:00Z`));
}
