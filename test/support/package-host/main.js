import 'kyc-verification';

document.querySelector('kyc-verification').fetchSession = async () => (await fetch('/portal/kyc-session', { method: 'POST' })).json();
