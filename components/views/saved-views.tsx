import { useTranslations } from "next-intl";
import { PanelSection } from "@/components/filters/panel-section";
import { isEdited, viewHref } from "@/lib/views/rules";
import type { SavedView } from "@/lib/views/types";
import type { ViewItem } from "./view-links";
import { ViewLinks } from "./view-links";
import { ViewMenu } from "./view-menu";

type Path = "/cases" | "/trends";
type Props = {
  views: readonly SavedView[];
  /** the view in whose name the address stands */
  current: number | null;
  path: Path;
};

const itemsOf = ({ views, current, path }: Props): ViewItem[] =>
  views.map(({ query: _, ...view }) => ({
    ...view,
    href: viewHref(path, { id: view.id, query: _ }),
    current: view.id === current,
  }));

/** The menu of saved views in the filter bar. @param query of the address as it is, to be saved and compared */
export function SavedViews({ query, mayKeep, ...shown }: Props & { query: string; mayKeep: boolean }) {
  const view = shown.views.find(({ id }) => id === shown.current);
  const edited = view !== undefined && isEdited(view, new URLSearchParams(query));
  const hasDefault = shown.views.some(({ isDefault }) => isDefault);
  return (
    <ViewMenu
      items={itemsOf(shown)}
      path={shown.path}
      query={query}
      edited={edited}
      hasDefault={hasDefault}
      mayKeep={mayKeep}
    />
  );
}

/** The saved views in the panel beside the list; nothing where there is none. */
export function ViewsSection(props: Props) {
  const t = useTranslations("views");
  if (props.views.length === 0) return null;
  return (
    <PanelSection title={t("title")} open>
      <ViewLinks items={itemsOf(props)} place="panel" />
    </PanelSection>
  );
}
