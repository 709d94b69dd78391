import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { answer } from "../../../tests/program";
import { show } from "../../../tests/show";
import { RecordPicker } from "./RecordPicker";

const RIVER = { noun: "supplier", id: 7, code: "", name: "重庆长江环境科技有限公司" };
const GRID = { noun: "supplier", id: 9, code: "", name: "华北电力设备有限公司" };

function picker() {
  answer({
    find: ({ text }: { text: string }) => [RIVER, GRID].filter((one) => one.name.includes(text)),
  } as Parameters<typeof answer>[0]);
  const onChange = vi.fn();
  show(<RecordPicker noun="supplier" value={null} onChange={onChange} label="供应商" />);
  return { onChange, box: screen.getByRole("combobox", { name: "供应商" }) };
}

describe("RecordPicker", () => {
  it("offers what the text found, and gives the one that was taken", async () => {
    const { onChange, box } = picker();
    await userEvent.type(box, "长江");
    await userEvent.click(await screen.findByTitle(RIVER.name));
    expect(onChange).toHaveBeenCalledWith({ id: 7, label: RIVER.name });
  });

  it("waits for the search where Enter is pressed before it, and takes what alone was found", async () => {
    const { onChange, box } = picker();
    await userEvent.type(box, "长江");
    await screen.findByTitle(RIVER.name);
    await userEvent.clear(box);
    await userEvent.type(box, "华北{Enter}");
    expect(screen.getByText("正在搜索…")).toBeInTheDocument();
    expect(onChange).not.toHaveBeenCalled();
    await waitFor(() => expect(onChange).toHaveBeenCalledWith({ id: 9, label: GRID.name }));
    expect(onChange).toHaveBeenCalledTimes(1);
    expect(box).toHaveAttribute("aria-expanded", "false");
  });

  it("leaves the choice of several to the person, who needs not type again", async () => {
    const { onChange, box } = picker();
    await userEvent.type(box, "公司{Enter}");
    await screen.findByTitle(RIVER.name);
    expect(onChange).not.toHaveBeenCalled();
    // With key codes, which the list asks for and user-event leaves out.
    fireEvent.keyDown(box, { key: "ArrowDown", keyCode: 40 });
    fireEvent.keyDown(box, { key: "Enter", keyCode: 13 });
    expect(onChange).toHaveBeenCalledWith({ id: 9, label: GRID.name });
  });
});
