/** German: what the camera says. */
import type { CameraMessages } from '../messages.ts';

export const deCamera: CameraMessages = {
  camera: {
    privacy: 'Fotos gehen nur an den Anbieter, und erst, wenn Sie „Foto verwenden“ drücken.',
    starting: 'Die Kamera startet. Fragt Ihr Browser, erlauben Sie es.',
    preview: 'Livebild der Kamera',
    photo: 'Ihr Foto',
    fit_document: 'Das ganze Dokument soll im Rahmen sein.',
    fit_face: 'Ihr Gesicht soll im Oval sein.',
    shutter: 'Foto aufnehmen (Leertaste)',
    other_camera: 'Andere Kamera',
    light: 'Licht',
    review: 'Ist alles scharf und gut zu erkennen?',
    use: 'Foto verwenden',
    file_instead: 'Stattdessen eine Datei wählen',
    phone_camera: 'Kamera-App des Telefons öffnen',
  },
  camera_hint: {
    too_dark: 'Es ist dunkel. Gehen Sie ans Fenster oder zu einer Lampe.',
    too_bright: 'Es ist zu hell. Drehen Sie sich vom Licht weg.',
    glare: 'Licht spiegelt sich. Kippen Sie das Dokument ein wenig.',
    blurry: 'Halten Sie still, oder gehen Sie etwas weiter weg.',
  },
  camera_failure: {
    refused: 'Die Kamera ist auf dieser Seite nicht erlaubt. Erlauben Sie sie neben der Adresse und versuchen Sie es erneut.',
    system: 'Ihr Gerät gibt dem Browser die Kamera nicht frei. Erlauben Sie sie in den Einstellungen des Geräts.',
    missing: 'Es wurde keine Kamera gefunden. Schließen Sie eine an, oder wählen Sie eine Datei.',
    busy: 'Eine andere App benutzt die Kamera. Schließen Sie sie und versuchen Sie es erneut.',
    forbidden: 'Diese Seite darf die Kamera nicht benutzen. Wählen Sie stattdessen eine Datei.',
    unplugged: 'Die Kamera wurde beendet. Schließen Sie sie wieder an, oder wählen Sie eine Datei.',
    silent: 'Die Kamera zeigt kein Bild. Versuchen Sie es erneut, oder wählen Sie eine Datei.',
    unsupported: 'Dieser Browser bietet hier keine Kamera an. Wählen Sie stattdessen eine Datei.',
  },
};
