"use client";

import { Combobox, useCombobox } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import type { KeyboardEvent, ReactNode } from "react";
import { useId, useRef, useState } from "react";
import classes from "./type-ahead.module.css";

/** `text` stands in the field once it is chosen; `beside` stands after it in the list, `detail` below. */
export type TypeAheadOption = {
  id: string;
  text: string;
  /** language of `text`, where it is not the page's */
  lang?: string;
  mark?: ReactNode;
  beside?: ReactNode;
  detail?: ReactNode;
};
/** An empty id: nothing is chosen, and `text` is what was typed. */
export type Chosen = { id: string; text: string };

/**
 * A field that offers what the typed text may mean. Arrows walk, Enter chooses, Escape closes; Tab takes the marked one and goes on, and so
 * does every key of a form that leaves the field: Alt or Ctrl with Enter, Ctrl with an arrow.
 * @param kind `pick`: something of the list is chosen, or the text names nothing yet; `always`: something is chosen at any time, so text
 * that names nothing gives way to it; `free`: the text itself counts and the list only proposes
 * @param find the options for a typed text, best first; for none, what to propose
 * @param exact the option that a text names completely: taken when the field is left
 * @param propose opens the list when the field is entered empty
 */
export function TypeAhead({
  id,
  kind = "pick",
  value,
  onChange,
  onLeave,
  find,
  exact,
  nothing,
  propose = false,
  compact = false,
  label,
  mark,
  beside,
  placeholder,
  invalid,
  describedBy,
  width = 280,
}: {
  id: string;
  kind?: "pick" | "always" | "free";
  value: Chosen;
  onChange: (chosen: Chosen) => void;
  onLeave?: (text: string) => void;
  find: (typed: string) => readonly TypeAheadOption[];
  exact?: (typed: string) => TypeAheadOption | null;
  /** said when the list is empty; without it the list stays closed then */
  nothing?: string;
  propose?: boolean;
  /** a sign in the middle of a narrow field */
  compact?: boolean;
  /** for screen readers, where no label element names the field */
  label?: string;
  mark?: ReactNode;
  /** stands at the end of the field while something is chosen */
  beside?: ReactNode;
  placeholder?: string;
  invalid?: boolean;
  describedBy?: string;
  /** of the list in px, at least; the field's own where that is more */
  width?: number;
}) {
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  /** The window lost the focus, and the field still has it there. */
  const away = useRef(false);
  const [open, setOpen] = useState(false);
  /** What was typed since the field was entered; null: nothing. */
  const [typed, setTyped] = useState<string | null>(null);
  const [marked, setMarked] = useState(-1);
  const store = useCombobox({ opened: open, onOpenedChange: setOpen });

  const options = open ? find(typed ?? "") : [];
  const shown = open && (options.length > 0 || (nothing !== undefined && typed !== null));
  const at = Math.min(marked, options.length - 1);
  const optionId = (index: number) => `${listId}-${index}`;

  function show(first: boolean) {
    setOpen(true);
    setMarked(first ? 0 : options.findIndex((option) => option.id === value.id));
  }
  function close() {
    setOpen(false);
    setMarked(-1);
  }
  function choose(option: TypeAheadOption) {
    onChange({ id: kind === "free" ? "" : option.id, text: option.text });
    setTyped(null);
    close();
  }
  function type(text: string) {
    setTyped(text);
    // A proposal for free text is taken only by whoever walks to it.
    setOpen(text !== "" || kind !== "free");
    setMarked(kind === "free" || text === "" ? -1 : 0);
    if (kind !== "always") onChange({ id: "", text });
  }
  function leave() {
    const named = typed === null ? null : exact?.(typed);
    if (named && kind !== "free") onChange({ id: named.id, text: named.text });
    onLeave?.(typed === null || kind === "always" ? value.text : typed);
    setTyped(null);
    close();
  }
  function walk(step: 1 | -1) {
    if (!shown) return show(step > 0);
    const count = options.length;
    if (count > 0) setMarked((at + step + count) % count);
    return undefined;
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const option = shown ? options[at] : undefined;
    if (event.altKey || event.ctrlKey || event.metaKey) {
      const leaves = event.key === "Enter" || (!event.altKey && /^Arrow(Up|Down)$/.test(event.key));
      if (leaves && option && typed?.trim()) choose(option);
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      walk(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (option) choose(option);
    } else if (event.key === "Tab" && option && typed !== null && typed.trim() !== "") {
      choose(option);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      close();
    }
  }

  return (
    <Combobox
      store={store}
      keepMounted={false}
      withinPortal={false}
      position="bottom-start"
      offset={2}
      width={Math.max(width, field.current?.offsetWidth ?? 0)}
      classNames={{ dropdown: classes.list, option: classes.option }}
      onOptionSubmit={(chosen) => {
        const option = options.find((one) => one.id === chosen);
        if (option) choose(option);
      }}
    >
      <Combobox.Target withAriaAttributes={false} withKeyboardNavigation={false}>
        <span
          className={classes.field}
          data-marked={mark ? "" : undefined}
          data-compact={compact || undefined}
          data-invalid={invalid || undefined}
        >
          {mark && <span className={classes.mark}>{mark}</span>}
          <input
            ref={field}
            id={id}
            className={classes.input}
            role="combobox"
            aria-label={label}
            aria-autocomplete="list"
            aria-expanded={shown}
            aria-controls={shown ? listId : undefined}
            aria-activedescendant={shown && at >= 0 ? optionId(at) : undefined}
            aria-invalid={invalid || undefined}
            aria-describedby={describedBy}
            autoComplete="off"
            spellCheck={false}
            inputMode={kind === "always" ? "none" : undefined}
            placeholder={placeholder}
            value={typed ?? value.text}
            onChange={(event) => type(event.currentTarget.value)}
            onFocus={(event) => {
              // Back from another window: the caret is where it was, and the next key must not replace what was typed.
              if (away.current) {
                away.current = false;
                return;
              }
              event.currentTarget.select();
              if (propose && value.text === "") show(true);
            }}
            onBlur={(event) => {
              away.current = document.activeElement === event.currentTarget;
              if (!away.current) leave();
            }}
            onClick={() => (shown ? undefined : show(false))}
            onKeyDown={onKeyDown}
          />
          {beside && typed === null && value.id !== "" && <span className={classes.after}>{beside}</span>}
          {kind !== "free" && !compact && (
            <IconChevronDown className={classes.chevron} size={15} stroke={1.75} aria-hidden="true" />
          )}
        </span>
      </Combobox.Target>
      {shown && (
        <Combobox.Dropdown>
          <Combobox.Options id={listId} aria-label={label} mah={264}>
            {options.map((option, index) => (
              <Combobox.Option
                key={option.id}
                id={optionId(index)}
                value={option.id}
                selected={index === at}
                aria-selected={index === at}
                ref={(element: HTMLElement | null) => {
                  if (index === at) element?.scrollIntoView({ block: "nearest" });
                }}
              >
                <span className={classes.line}>
                  {option.mark}
                  <span lang={option.lang}>{option.text}</span>
                  {option.beside && <span className={classes.beside}>{option.beside}</span>}
                </span>
                {option.detail && <span className={classes.detail}>{option.detail}</span>}
              </Combobox.Option>
            ))}
            {options.length === 0 && <Combobox.Empty className={classes.nothing}>{nothing}</Combobox.Empty>}
          </Combobox.Options>
        </Combobox.Dropdown>
      )}
    </Combobox>
  );
}
