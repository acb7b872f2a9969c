"""Every form there is."""

from benchmarks.acceptance_forms import archive, markdown, ofd, office, pages, scan, workbook
from benchmarks.acceptance_forms.form import Form

FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        markdown.FORM,
        scan.SCAN_150,
        scan.SCAN_200,
        scan.JPG,
        office.DOC,
        office.WPS,
        office.RTF,
        ofd.FORM,
        workbook.FORM,
        archive.ZIP,
        archive.RAR,
        *pages.FORMS,
    )
}
