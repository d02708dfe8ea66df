/**
 * What a page may use of a browser, by the names of W3C's list of policy-controlled features
 * (github.com/w3c/webappsec-permissions-policy, features.md), as far as Chromium 153 knows them: it is the one
 * engine that reads the header, and says them by `document.featurePolicy.features()`. Lantern's pages need none. A name
 * that a browser does not know is only a warning in its console, so there are just two that some builds lack.
 */
const features = [
  'accelerometer aria-notify autoplay bluetooth browsing-topics camera captured-surface-control clipboard-read clipboard-write compute-pressure',
  'cross-origin-isolated deferred-fetch deferred-fetch-minimal digital-credentials-get display-capture encrypted-media fullscreen gamepad geolocation',
  'gyroscope hid identity-credentials-get idle-detection interest-cohort keyboard-map language-detector language-model local-fonts local-network',
  'local-network-access loopback-network magnetometer microphone midi on-device-speech-recognition otp-credentials payment picture-in-picture',
  'private-state-token-issuance private-state-token-redemption publickey-credentials-create publickey-credentials-get screen-wake-lock serial',
  'storage-access summarizer sync-xhr translator unload usb web-share window-management xr-spatial-tracking',
  // What a browser tells of itself and of the device, unasked or asked.
  'ch-device-memory ch-downlink ch-dpr ch-ect ch-prefers-color-scheme ch-prefers-reduced-motion ch-prefers-reduced-transparency ch-rtt ch-save-data',
  'ch-ua ch-ua-arch ch-ua-bitness ch-ua-form-factors ch-ua-full-version ch-ua-full-version-list ch-ua-high-entropy-values ch-ua-mobile ch-ua-model',
  'ch-ua-platform ch-ua-platform-version ch-ua-wow64 ch-viewport-height ch-viewport-width ch-width',
]

/** The header `Permissions-Policy`: every feature is off, for the page and for what it holds (HDR-01). */
export const permissionsPolicy = features
  .flatMap((line) => line.split(' '))
  .map((name) => `${name}=()`)
  .join(', ')
