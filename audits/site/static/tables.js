// Sorting and filtering of lists. The pages say the same without it.
(function () {
  "use strict";
  var language = document.documentElement.lang;

  function valueOf(cell) {
    var given = cell.getAttribute("data-sort");
    return given === null ? cell.textContent.trim() : given;
  }

  function compare(a, b) {
    if (a !== "" && b !== "" && isFinite(a) && isFinite(b)) { return a - b; }
    return a.localeCompare(b, language);
  }

  function sort(table, head, column) {
    var up = head.getAttribute("aria-sort") !== "ascending";
    var body = table.tBodies[0];
    var rows = Array.prototype.slice.call(body.rows);
    rows.sort(function (a, b) {
      var order = compare(valueOf(a.cells[column]), valueOf(b.cells[column]));
      return up ? order : -order;
    });
    table.querySelectorAll("th[aria-sort]").forEach(function (other) { other.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    rows.forEach(function (row) { body.appendChild(row); });
  }

  function addSorting(table) {
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.title = table.getAttribute("data-sort-by");
      while (head.firstChild) { button.appendChild(head.firstChild); }
      head.appendChild(button);
      button.addEventListener("click", function () { sort(table, head, column); });
    });
  }

  function addFilter(table) {
    var label = document.createElement("label");
    var field = document.createElement("input");
    field.type = "search";
    label.className = "filter";
    label.append(table.getAttribute("data-filter"), " ", field);
    table.parentNode.parentNode.insertBefore(label, table.parentNode);
    field.addEventListener("input", function () {
      var wanted = field.value.trim().toLowerCase();
      Array.prototype.forEach.call(table.tBodies[0].rows, function (row) {
        row.hidden = row.textContent.toLowerCase().indexOf(wanted) < 0;
      });
    });
  }

  document.querySelectorAll("table.sortable").forEach(addSorting);
  document.querySelectorAll("table[data-filter]").forEach(addFilter);
}());
