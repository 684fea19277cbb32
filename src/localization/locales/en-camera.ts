/** English: what the camera says; loaded with it. */
export const enCamera = {
  camera: {
    privacy: 'Photos go only to the provider, and only after you press “Use photo”.',
    starting: 'Starting the camera. If your browser asks, allow it.',
    preview: 'Live picture of the camera',
    photo: 'Your photo',
    fit_document: 'Fit the whole document into the frame.',
    fit_face: 'Fit your face into the oval.',
    shutter: 'Take the photo (space bar)',
    other_camera: 'Other camera',
    light: 'Light',
    review: 'Is everything sharp and easy to see?',
    use: 'Use photo',
    file_instead: 'Choose a file instead',
    phone_camera: 'Use the phone’s camera app',
  },
  /** While aiming. */
  camera_hint: {
    too_dark: 'It is dark here. Go near a window or a lamp.',
    too_bright: 'It is too bright. Turn away from the light.',
    glare: 'Light reflects. Tilt the document a little.',
    blurry: 'Hold still, or go a little further away.',
  },
  camera_failure: {
    refused: 'The camera is not allowed on this page. Allow it beside the address, then try again.',
    system: 'Your device keeps the camera from the browser. Allow it in the device’s settings.',
    missing: 'No camera was found. Connect one and try again, or choose a file.',
    busy: 'Another app is using the camera. Close it, then try again.',
    forbidden: 'This page may not use the camera. Choose a file instead.',
    unplugged: 'The camera has stopped. Connect it again, or choose a file.',
    silent: 'The camera shows no picture. Try again, or choose a file.',
    unsupported: 'This browser offers no camera here. Choose a file instead.',
  },
};
