export const shell = {
  title: 'Mebae',
  rooms: {
    images: 'Images',
    data: 'Data',
    network: 'Network',
    train: 'Train',
    results: 'Results',
    try: 'Try',
  },
  rail: 'Rooms',
};
