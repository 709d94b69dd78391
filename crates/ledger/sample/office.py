"""Writes workbooks as offices make them, with the same bytes for the same facts."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

import plant

HERE = Path(__file__).parent


def save(name, sheet, rows, title=None):
    """Writes a workbook as an office does: a styled header, real dates, codes as text."""
    workbook = Workbook()
    workbook.properties.created = workbook.properties.modified = datetime(2026, 10, 31)
    workbook.properties.creator = plant.PLANT
    worksheet = workbook.active
    worksheet.title = sheet
    labels = list(dict.fromkeys(label for row in rows for label in row))
    if title:
        worksheet.append([title])
        worksheet["A1"].font = Font(name="宋体", size=16, bold=True)
    worksheet.append(labels)
    header = worksheet.max_row
    line = Side(style="thin", color="BFBFBF")
    for cell in worksheet[header]:
        cell.font = Font(name="宋体", size=11, bold=True)
        cell.fill = PatternFill("solid", fgColor="DDEBF7")
        cell.border = Border(left=line, right=line, top=line, bottom=line)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for place, row in enumerate(rows, header + 1):
        for column, label in enumerate(labels, 1):
            write(worksheet.cell(place, column), label, row.get(label))
    for column, label in enumerate(labels, 1):
        letter = worksheet.cell(header, column).column_letter
        longest = max((len(str(row.get(label) or "")) for row in rows), default=0)
        worksheet.column_dimensions[letter].width = min(max(len(label) * 2, longest * 1.6) + 2, 46)
    worksheet.freeze_panes = worksheet.cell(header + 1, 1)
    publish(workbook, HERE / name)


def write(cell, label, value):
    if value is None:
        return
    cell.value = value
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, str):
        cell.number_format = "@"
        cell.alignment = Alignment(wrap_text="\n" in value, vertical="center")
    elif "元" in label:
        cell.number_format = "#,##0.00"


def publish(workbook, path):
    """Saves with fixed times in the archive, so that the same facts make the same bytes."""
    memory = io.BytesIO()
    workbook.save(memory)
    with zipfile.ZipFile(memory) as made, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for part in made.infolist():
            content = made.read(part)
            if part.filename == "docProps/core.xml":
                content = fixed_time(content)
            still = zipfile.ZipInfo(part.filename, (2026, 10, 31, 0, 0, 0))
            still.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(still, content)


def fixed_time(core):
    """Takes the moment of saving out of the document properties."""
    text = core.decode()
    before, rest = text.split("<dcterms:modified", 1)
    opening, rest = rest.split(">", 1)
    _, after = rest.split("<", 1)
    return f"{before}<dcterms:modified{opening}>2026-10-31T00:00:00Z<{after}".encode()
