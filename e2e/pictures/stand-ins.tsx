import type { ComponentProps, ComponentType } from "react";
import { lazy, Suspense } from "react";

/** What the charts ask of the framework, without a server behind it: parts that are there at once, links that lead nowhere. */
export function dynamic(load: () => Promise<ComponentType<Record<string, unknown>>>) {
  const Part = lazy(async () => ({ default: await load() }));
  return (props: Record<string, unknown>) => (
    <Suspense fallback={null}>
      <Part {...props} />
    </Suspense>
  );
}

export const useRouter = () => ({ push: () => {} });
export const useLinkStatus = () => ({ pending: false });

type LinkProps = Omit<ComponentProps<"a">, "href"> & { href: string; prefetch?: boolean; scroll?: boolean };

export function Link({ prefetch: _, scroll: __, ...rest }: LinkProps) {
  return <a {...rest} />;
}
