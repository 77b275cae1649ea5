import type { CSSVariablesResolver } from "@mantine/core";
import { createTheme, defaultVariantColorsResolver } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import classes from "./mantine.module.css";

const field = {
  defaultProps: { size: "md" },
  classNames: { wrapper: classes.wrapper, input: classes.input },
};
const dropdown = { dropdown: classes.dropdown, option: classes.option, groupLabel: classes.group };
const choice = { ...field, classNames: { ...field.classNames, ...dropdown } };
const select = {
  ...choice,
  defaultProps: {
    ...choice.defaultProps,
    rightSection: <IconChevronDown size={16} stroke={1.75} aria-hidden="true" />,
    rightSectionPointerEvents: "none",
  },
};
const panel = { dropdown: classes.dropdown };
const dialog = { content: classes.content, title: classes.title };
const fade = { duration: 120, transition: "fade" };

/** Mantine in the measures of the register. The colours themselves are the tokens of globals.css. */
export const theme = createTheme({
  fontFamily: "var(--font)",
  fontFamilyMonospace: "var(--font)",
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
  lineHeights: { xs: "16px", sm: "18px", md: "20px", lg: "22px", xl: "26px" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  radius: { xs: "2px", sm: "3px", md: "4px", lg: "6px", xl: "8px" },
  defaultRadius: "md",
  headings: {
    fontWeight: "600",
    sizes: { h1: { fontSize: "20px", lineHeight: "26px" }, h2: { fontSize: "15px", lineHeight: "20px" } },
  },
  colors: {
    weir: [
      "#eef7f8",
      "#d9ecef",
      "#b3d9df",
      "#86c2cc",
      "#56b9c8",
      "#2f8fa0",
      "#17747f",
      "#0a6170",
      "#084e5b",
      "#063c46",
    ],
  },
  primaryColor: "weir",
  primaryShade: { light: 7, dark: 4 },
  respectReducedMotion: true,
  cursorType: "pointer",
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input);
    const primary = input.variant === "filled" && (input.color ?? "weir") === "weir";
    return primary ? { ...colors, color: "var(--mantine-primary-color-contrast)" } : colors;
  },
  // Plain objects, not Component.extend(): naming a component here would put it into every page's JavaScript.
  components: {
    Autocomplete: choice,
    Input: field,
    InputBase: field,
    MultiSelect: choice,
    NativeSelect: field,
    NumberInput: field,
    PasswordInput: field,
    Select: select,
    TagsInput: choice,
    Textarea: field,
    TextInput: field,
    Combobox: { defaultProps: { shadow: "menu", transitionProps: { duration: 0 } }, classNames: dropdown },
    Menu: { defaultProps: { shadow: "menu", transitionProps: fade }, classNames: panel },
    Popover: { defaultProps: { shadow: "menu", transitionProps: fade }, classNames: panel },
    Tooltip: { defaultProps: { transitionProps: { duration: 0 } } },
    Modal: { defaultProps: { centered: true, transitionProps: fade }, classNames: dialog },
    Drawer: { defaultProps: { transitionProps: fade }, classNames: dialog },
  },
  shadows: { menu: "var(--shadow-menu)" },
});

/** Points Mantine's own variables at the tokens; the literal values are needed where Mantine mixes colours. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#ffffff",
    "--mantine-color-text": "#172024",
    "--mantine-color-dimmed": "#48545a",
    "--mantine-color-placeholder": "#626e74",
    "--mantine-color-default-border": "#c3cacc",
    "--mantine-color-default-hover": "#f1f5f5",
    "--mantine-color-error": "#b3261e",
    "--mantine-primary-color-contrast": "#ffffff",
  },
  dark: {
    "--mantine-color-body": "#14191c",
    "--mantine-color-text": "#e6ebed",
    "--mantine-color-dimmed": "#aab5ba",
    "--mantine-color-placeholder": "#8a969c",
    "--mantine-color-default": "#14191c",
    "--mantine-color-default-border": "#3a454b",
    "--mantine-color-default-hover": "#1a2125",
    "--mantine-color-error": "#ff8a80",
    "--mantine-primary-color-contrast": "#06191d",
  },
});
