import { useTranslations } from "next-intl";
import { PanelSection } from "@/components/filters/panel-section";
import { isEdited, viewHref } from "@/lib/views/rules";
import type { SavedView, ViewPage } from "@/lib/views/types";
import type { ViewItem } from "./view-links";
import { ViewLinks } from "./view-links";
import { ViewMenu } from "./view-menu";

type Props = {
  views: readonly SavedView[];
  /** the view in whose name the address stands */
  current: number | null;
  /** the page that shows them: what is saved there is a view of it */
  page: ViewPage;
};

const itemsOf = ({ views, current }: Props): ViewItem[] =>
  views.map(({ query, ...view }) => ({ ...view, href: viewHref({ ...view, query }), current: view.id === current }));

/** The menu of saved views in the filter bar. @param query of the address as it is, to be saved and compared */
export function SavedViews({ query, mayKeep, ...shown }: Props & { query: string; mayKeep: boolean }) {
  const view = shown.views.find(({ id }) => id === shown.current);
  const edited = view !== undefined && isEdited(view, new URLSearchParams(query));
  const hasDefault = shown.views.some(({ isDefault }) => isDefault);
  return (
    <ViewMenu
      items={itemsOf(shown)}
      page={shown.page}
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
