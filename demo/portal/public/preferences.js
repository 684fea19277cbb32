// Runs before the first paint, so that a chosen theme or direction never flashes. `settings.ts` owns these values.
(function () {
  var root = document.documentElement;
  try {
    var theme = localStorage.getItem('nimbus-theme');
    var locale = localStorage.getItem('nimbus-locale');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    if (locale === 'de' || locale === 'ar') root.lang = locale;
    if (locale === 'ar') root.dir = 'rtl';
  } catch {
    // Storage may be denied; the page then starts with its defaults.
  }
})();
