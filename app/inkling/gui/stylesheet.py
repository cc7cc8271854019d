"""The stylesheet of the window, from the tokens of a theme. Sizes grow with the system's text size."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

_MARKS = Path(__file__).parent / "marks"  # drawings that a stylesheet can only name as files

_SHEET = """
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {edge}; padding: {p4}px {p8}px; }}
QWidget#page, QWidget#plain, QScrollArea#plain, QScrollArea#plain > QWidget > QWidget {{ background: {window}; }}
QFrame#card {{ background: {surface}; border: 1px solid {line}; border-radius: 10px; }}
QFrame#card[mark="true"] {{ border: 2px solid {accent}; }}
QFrame#side {{ background: {window}; border: none; }}
QFrame#line {{ background: {line}; border: none; max-height: 1px; min-height: 1px; }}
QFrame#vline {{ background: {line}; border: none; max-width: 1px; min-width: 1px; }}
QFrame#rail {{ background: {sunken}; border: none; border-right: 1px solid {line}; }}
QFrame#statusbar {{ background: {window}; border-top: 1px solid {line}; }}
QFrame#overlay {{ background: {raised}; border: 1px solid {edge}; border-radius: 10px; }}

QLabel#title {{ font-size: {title}px; font-weight: 600; }}
QLabel#heading {{ font-size: {passage}px; font-weight: 600; }}
QLabel#caption {{ font-size: {caption}px; color: {secondary}; }}
QLabel#section {{ font-size: {caption}px; color: {secondary}; font-weight: 600; }}
QLabel#code {{ font-family: monospace; background: {sunken}; border-radius: 4px; padding: {p4}px {p8}px; }}
QLabel#key {{ font-size: {caption}px; color: {secondary}; background: {surface}; border: 1px solid {line};
  border-bottom: 2px solid {line}; border-radius: 4px; padding: 0 {p4}px; }}
QLabel#more {{ font-size: {caption}px; color: {accent}; }}
QLabel#secondary {{ color: {secondary}; }}
QLabel#passage {{ font-size: {passage}px; }}
QLabel#warning {{ color: {warning}; }}
QLabel#error {{ color: {error}; }}

QPushButton {{ background: {raised}; color: {text}; border: 1px solid {edge}; border-radius: 6px;
  padding: {p6}px {p12}px; min-height: {p16}px; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed {{ background: {sunken}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: {p5}px {p11}px; }}
QPushButton:disabled {{ color: {disabled}; border-color: {line}; background: {window}; }}
QPushButton#primary {{ background: {accent}; color: {on_accent}; border-color: {accent}; font-weight: 600; }}
QPushButton#primary:focus {{ border: 2px solid {text}; }}
QPushButton#primary:disabled {{ background: {line}; color: {disabled}; border-color: {line}; }}
QLabel#badge {{ background: {sunken}; border-radius: {p8}px; padding: {p2}px {p8}px; }}
QPushButton#link {{ background: transparent; border: none; border-bottom: 2px solid transparent; border-radius: 0;
  color: {accent}; padding: {p2}px 0 0 0; text-align: left; outline: none; }}
QPushButton#link:hover {{ text-decoration: underline; }}
QPushButton#link:focus {{ background: {selected}; border-bottom: 2px solid {accent}; }}
QPushButton#foot {{ background: transparent; border: 1px solid transparent; border-radius: 4px; color: {accent};
  font-size: {caption}px; padding: 0 {p4}px; }}
QPushButton#foot:hover {{ text-decoration: underline; }}
QPushButton#foot:focus {{ border: 1px solid {accent}; padding: 0 {p4}px; }}
QPushButton#quiet {{ background: transparent; border: 1px solid transparent; border-radius: 6px; text-align: left;
  padding: {p4}px {p8}px; }}
QPushButton#quiet:hover {{ background: {hover}; }}
QPushButton#quiet:focus {{ border: 1px solid {accent}; }}
QPushButton#chip {{ background: {sunken}; border: 1px solid {line}; border-radius: {p11}px;
  padding: {p3}px {p8}px; min-height: {p16}px; }}
QPushButton#chip:hover {{ background: {hover}; }}
QPushButton#chip:focus {{ border: 2px solid {accent}; padding: {p2}px {p7}px; }}
QPushButton#facet {{ background: transparent; border: 1px solid transparent; border-radius: 6px; text-align: left;
  padding: 0; min-height: {p24}px; }}
QPushButton#facet:hover {{ background: {hover}; }}
QPushButton#facet:checked {{ background: {selected}; font-weight: 600; }}
QPushButton#facet:focus {{ border: 1px solid {accent}; padding: 0; }}
QPushButton#facet:disabled {{ background: transparent; border-color: transparent; }}
QPushButton#tier {{ background: transparent; border: 1px solid transparent; border-radius: 6px; text-align: left;
  padding: 0; min-height: {p32}px; }}
QPushButton#tier:hover {{ background: {hover}; }}
QPushButton#tier:checked {{ background: {selected}; font-weight: 600; }}
QPushButton#tier:focus {{ border: 1px solid {accent}; padding: 0; }}
QPushButton#tier:disabled {{ background: transparent; border-color: transparent; }}

QPushButton#tile {{ background: transparent; border: 1px solid transparent; border-radius: 6px; text-align: left;
  padding: 0; min-height: {p44}px; }}
QPushButton#tile:hover {{ background: {hover}; }}
QPushButton#tile:focus {{ border: 1px solid {accent}; padding: 0; }}
QPushButton#entry {{ background: transparent; border: 1px solid transparent; border-radius: 6px; text-align: left;
  padding: 0; min-height: {p28}px; }}
QPushButton#entry:hover {{ background: {hover}; }}
QPushButton#entry:focus {{ border: 1px solid {accent}; padding: 0; }}

QSlider:horizontal {{ min-height: {knob_tall}px; }}
QSlider::groove:horizontal {{ background: {line}; height: {p4}px; border-radius: {p2}px; }}
QSlider::sub-page:horizontal {{ background: {accent}; height: {p4}px; border-radius: {p2}px; }}
QSlider::handle:horizontal {{ background: {raised}; border: 2px solid {accent}; width: {p12}px; height: {p12}px;
  margin: -{knob_over}px 0; border-radius: {knob}px; }}
QSlider::handle:horizontal:focus {{ background: {accent}; }}

QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 6px; padding: {p4}px; }}
QToolButton:hover {{ background: {hover}; }}
QToolButton:checked {{ background: {selected}; }}
QToolButton:focus {{ border: 1px solid {accent}; }}
QToolButton::menu-indicator {{ image: none; }}
QToolButton#rail {{ border-radius: 8px; padding: {p8}px {p2}px {p4}px {p2}px; font-size: {caption}px;
  color: {secondary}; }}
QToolButton#rail:checked {{ background: {selected}; color: {text}; font-weight: 600; }}
QToolButton#rail:hover {{ color: {text}; }}

QLineEdit, QPlainTextEdit, QSpinBox, QComboBox {{ background: {surface}; color: {text}; border: 1px solid {edge};
  border-radius: 6px; padding: {p4}px {p8}px; selection-background-color: {accent}; selection-color: {on_accent};
  placeholder-text-color: {secondary}; }}
QLineEdit, QSpinBox, QComboBox {{ min-height: {p20}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QComboBox:focus {{ border: 2px solid {accent};
  padding: {p3}px {p7}px; }}
QLineEdit#query {{ font-size: {query}px; padding: {p8}px {p12}px; border-radius: 10px; }}
QLineEdit#query:focus {{ padding: {p7}px {p11}px; }}
QLineEdit#inline {{ border: 1px solid transparent; background: transparent; padding: {p2}px; }}
QComboBox {{ padding-right: {p24}px; combobox-popup: 0; }}
QComboBox:focus {{ padding-right: {p24}px; }}
QComboBox::drop-down {{ border: none; width: {p20}px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {raised}; border: 1px solid {edge}; selection-background-color: {selected};
  selection-color: {text}; outline: none; padding: {p2}px; }}
QComboBox QAbstractItemView::item {{ min-height: {p28}px; padding: 0 {p3}px; }}
QComboBox QAbstractItemView::item:selected {{ background: {selected}; color: {text}; border-radius: 4px; }}
QPlainTextEdit#reader {{ border: none; border-radius: 0; background: {surface}; padding: {p8}px {p8}px 0 {p8}px; }}
QPlainTextEdit#reader:focus {{ border: none; padding: {p8}px {p8}px 0 {p8}px; }}

QTextEdit#columns {{ border: none; border-radius: 0; background: {surface}; color: {text};
  selection-background-color: {accent}; selection-color: {on_accent}; }}

QCheckBox, QRadioButton {{ spacing: {p8}px; }}
QCheckBox#bare {{ spacing: 0; }}
QCheckBox::indicator {{ width: {p16}px; height: {p16}px; background: {surface}; border: 1px solid {edge};
  border-radius: 4px; }}
QCheckBox::indicator:focus {{ border: 2px solid {accent}; width: {inside}px; height: {inside}px; }}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent}; image: url("{tick}"); }}
QCheckBox::indicator:checked:focus {{ border: 2px solid {text}; }}
QCheckBox:focus, QRadioButton:focus {{ color: {accent}; }}

QListView, QTreeView, QTableView {{ background: {surface}; border: none; outline: none; color: {text};
  selection-background-color: {selected}; selection-color: {text}; }}
QListView#groups QScrollBar:vertical {{ background: {window}; }}
QListView#cards, QTreeView#topics {{ background: {window}; }}
QTreeView::item {{ padding: {p4}px; min-height: {p20}px; }}
QTableView::item {{ padding: {p4}px {p8}px {p4}px {p5}px; }}
QListView#lines::item {{ padding: {p4}px {p8}px; }}
QTreeView::item:hover, QListView#lines::item:hover {{ background: {hover}; }}
QTreeView::item:selected, QListView#lines::item:selected {{ background: {selected}; color: {text}; }}
QTreeView#topics {{ selection-background-color: transparent; }}
QTreeView#topics::item:selected, QTreeView#topics::item:hover {{ background: transparent; }}
QHeaderView::section {{ background: {window}; color: {secondary}; border: none; border-bottom: 1px solid {line};
  padding: {p4}px {p8}px; font-size: {caption}px; }}
QFrame#card QHeaderView, QFrame#card QHeaderView::section {{ background: {surface}; }}

QScrollBar:vertical {{ background: transparent; width: {p12}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {p12}px; margin: 0; }}
QScrollBar::handle {{ background: {line}; border-radius: {p3}px; margin: {p3}px; min-height: {p24}px;
  min-width: {p24}px; }}
QScrollBar::handle:hover {{ background: {edge}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QSplitter::handle {{ background: {line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QProgressBar {{ background: {sunken}; border: none; border-radius: {p3}px; max-height: {p6}px; min-height: {p6}px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: {p3}px; }}
QMenu {{ background: {raised}; color: {text}; border: 1px solid {edge}; padding: {p4}px; }}
QMenu::item {{ padding: {p6}px {p24}px {p6}px {p12}px; border-radius: 4px; }}
QMenu::item:selected {{ background: {selected}; }}
QMenu::item:disabled {{ color: {disabled}; }}
QMenu::separator {{ background: {line}; height: 1px; margin: {p4}px {p8}px; }}
QDialog {{ background: {window}; border: 1px solid {edge}; }}
QMessageBox, QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
"""


def stylesheet(colours: Mapping[str, str], px: Callable[[float], int], *, dark: bool = False) -> str:
    """Return the sheet for these colours, with `px` giving lengths at the person's text size."""
    tick = (_MARKS / f"tick-{'dark' if dark else 'light'}.svg").as_posix()
    spaces = {f"p{size}": px(size) for size in (1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 16, 20, 24, 28, 32, 44)}
    knob = px(12) // 2 + 2  # half of a handle with its border: Qt draws no corner that is rounder than that
    spaces |= {"inside": px(16) - 2, "knob": knob, "knob_tall": 2 * knob, "knob_over": knob - px(4) // 2}
    sizes = {"caption": px(11), "passage": px(15), "query": px(20), "title": px(24)}
    return _SHEET.format(**colours, **spaces, **sizes, tick=tick)
