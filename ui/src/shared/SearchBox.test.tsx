import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { show } from "../../tests/show";
import { LONGEST_SEARCH, SearchBox } from "./SearchBox";

function box(onSearch: (text: string) => void): HTMLInputElement {
  show(<SearchBox label="搜索" placeholder="" value="" onSearch={onSearch} testId="list-search" />);
  return screen.getByLabelText("搜索");
}

describe("SearchBox", () => {
  it("searches once the typing rests", async () => {
    const onSearch = vi.fn();
    await userEvent.type(box(onSearch), "cjhj");
    await waitFor(() => expect(onSearch).toHaveBeenCalled());
    expect(onSearch.mock.calls).toEqual([["cjhj"]]);
  });

  it("shows the letters of a composition but searches only the composed word", async () => {
    const onSearch = vi.fn();
    const input = box(onSearch);
    fireEvent.compositionStart(input);
    fireEvent.change(input, { target: { value: "chang'j" } });
    expect(input).toHaveValue("chang'j");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(onSearch).not.toHaveBeenCalled();
    fireEvent.change(input, { target: { value: "长江" } });
    fireEvent.compositionEnd(input, { data: "长江" });
    await waitFor(() => expect(onSearch).toHaveBeenCalledWith("长江"));
    expect(onSearch).toHaveBeenCalledTimes(1);
  });

  it("does not look for a text that is too long, nor for a part of it, and says so", async () => {
    const onSearch = vi.fn();
    const input = box(onSearch);
    fireEvent.change(input, { target: { value: "1".repeat(LONGEST_SEARCH + 1) } });
    expect(await screen.findByText(/最多 2000 个字/)).toBeInTheDocument();
    expect(input).toBeInvalid();
    fireEvent.change(input, { target: { value: "1".repeat(LONGEST_SEARCH) } });
    await waitFor(() => expect(onSearch).toHaveBeenCalled());
    expect(onSearch.mock.calls).toEqual([["1".repeat(LONGEST_SEARCH)]]);
    expect(input).toBeValid();
  });
});
