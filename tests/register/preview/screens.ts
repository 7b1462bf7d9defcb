import { screenStates } from './screen-states.ts';

// The language of the index goes on to its pages: `screens.html?language=es`, or `?pseudo`.
const language = location.search.slice(1);

for (const [screen, states] of Object.entries(screenStates)) {
  const section = document.createElement('section');
  const title = document.createElement('h2');
  title.textContent = screen.replaceAll('_', ' ');
  const list = document.createElement('ul');
  for (const [state, scene, keys] of states) {
    const link = document.createElement('a');
    link.href = `./?${[language, scene, `keys=${keys.replaceAll(' ', '+')}`].filter(Boolean).join('&')}`;
    link.textContent = state;
    const item = document.createElement('li');
    item.append(link);
    list.append(item);
  }
  section.append(title, list);
  document.body.append(section);
}
