// Small comforts. Every page works without this file.

/** Leads the eye, and a screen reader, to what is wrong before anything else. */
function showProblems(within) {
  const summary = within.querySelector('.error-summary')
  if (summary) summary.focus()
}

/** A form is sent once: a second press while the first is on its way does nothing (M7 holds on the server all the same). */
function sendOnce(event) {
  const form = event.target
  // htmx has taken this one, and watches over it by itself.
  if (event.defaultPrevented || form.method !== 'post') return
  if (form.dataset.sent) {
    event.preventDefault()
    return
  }
  form.dataset.sent = 'yes'
  for (const button of buttonsOf(form)) button.setAttribute('aria-disabled', 'true')
  // What answers with a file leaves the page standing, so the form opens again.
  setTimeout(() => reopen(form), 10_000)
}

function reopen(form) {
  delete form.dataset.sent
  for (const button of buttonsOf(form)) button.removeAttribute('aria-disabled')
}

const buttonsOf = (form) => [...form.elements].filter((element) => element.type === 'submit')

function focusSearch(event) {
  const typing = event.target.closest('input, textarea, select, [contenteditable]')
  if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
  const search = document.getElementById('search')
  if (!search) return
  event.preventDefault()
  search.focus()
}

/** Says on top of the page that a change made without leaving it did not arrive. */
function sayTrouble() {
  const trouble = document.getElementById('trouble')
  if (!trouble) return
  trouble.hidden = false
  trouble.textContent = 'That was not kept. Load the page again to see what stands, then try once more.'
}

/** A session that ended answers with the sign-in page: go there, rather than show it inside this page. It says what was not kept, and leads back. */
function leaveWhenSignedOut(event) {
  const answered = new URL(event.detail.xhr.responseURL)
  if (answered.pathname !== '/sign-in') return
  event.detail.shouldSwap = false
  if (answered.searchParams.has('unsaved')) location.assign(answered)
  else location.reload()
}

document.addEventListener('submit', sendOnce)
document.addEventListener('keydown', focusSearch)
document.addEventListener('htmx:responseError', sayTrouble)
document.addEventListener('htmx:sendError', sayTrouble)
document.addEventListener('htmx:beforeSwap', leaveWhenSignedOut)
document.addEventListener('htmx:afterSettle', (event) => showProblems(event.target))
// A page taken from the browser's memory by "back" is as it was left: sent.
globalThis.addEventListener('pageshow', () => [...document.forms].forEach(reopen))
showProblems(document)
