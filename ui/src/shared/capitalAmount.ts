const DIGITS = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"] as const;
const PLACES = ["", "拾", "佰", "仟"] as const;
const GROUPS = ["", "万", "亿", "兆"] as const;
const AMOUNT = /^(-?)(\d+)(?:\.(\d{1,2})0*)?$/;

/**
 * Writes an amount of yuan in capital characters, as vouchers and contracts do (大写金额).
 *
 * After the 票据 rules: a run of zeros between digits is one 零; a whole amount of yuan or of jiao
 * ends with 整, fen does not; 零 stands before fen where there is no jiao.
 */
export function capitalAmount(yuan: string): string | null {
  const match = AMOUNT.exec(yuan);
  if (match === null) {
    return null;
  }
  const whole = (match[2] ?? "").replace(/^0+/, "");
  const fraction = (match[3] ?? "").padEnd(2, "0");
  const jiao = Number(fraction[0]);
  const fen = Number(fraction[1]);
  if (whole.length > GROUPS.length * 4) {
    return null;
  }
  if (whole === "" && jiao === 0 && fen === 0) {
    return "零元整";
  }
  const sign = match[1] === "-" ? "负" : "";
  const head = whole === "" ? "" : `${wholeText(whole)}元`;
  return sign + head + fractionText(jiao, fen, head !== "");
}

function fractionText(jiao: number, fen: number, afterYuan: boolean): string {
  if (jiao === 0 && fen === 0) {
    return "整";
  }
  if (jiao === 0) {
    return `${afterYuan ? "零" : ""}${DIGITS[fen]}分`;
  }
  return `${DIGITS[jiao]}角${fen === 0 ? "整" : `${DIGITS[fen]}分`}`;
}

function wholeText(whole: string): string {
  const groups = whole.padStart(Math.ceil(whole.length / 4) * 4, "0").match(/\d{4}/g) as string[];
  let text = "";
  let zero = false;
  groups.forEach((group, at) => {
    if (group === "0000") {
      zero = true;
      return;
    }
    // A group that starts with zero is parted from what stands before it, whatever that is.
    if (text !== "" && (zero || group.startsWith("0"))) {
      text += "零";
    }
    text += groupText(group) + GROUPS[groups.length - 1 - at];
    zero = false;
  });
  return text;
}

function groupText(group: string): string {
  let text = "";
  let zero = false;
  [...group].forEach((digit, at) => {
    if (digit === "0") {
      zero = text !== "";
      return;
    }
    text += `${zero ? "零" : ""}${DIGITS[Number(digit)]}${PLACES[3 - at]}`;
    zero = false;
  });
  return text;
}
